import json


def handler(event, context):
    if event["resource"] == "/health":
        return {"statusCode": 200, "body": json.dumps({"status": "ok"})}
    answer = json.loads(event["body"])
    if isinstance(answer, dict) and answer.get("raise"):
        raise RuntimeError("the handler failed")
    return answer

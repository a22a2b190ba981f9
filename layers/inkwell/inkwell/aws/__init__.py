"""The AWS side of the core's ports: DynamoDB, S3, Step Functions, Secrets Manager."""

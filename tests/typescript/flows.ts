// One flow of each family with the types that openapi-typescript makes of the document, as a frontend would write it.
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const [baseUrl, username, password, source, topic] = process.argv.slice(2) as [string, string, string, string, string];
const visitor = createClient<paths>({ baseUrl });

function found<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) throw new Error(`${answer.response.status}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

async function until<T extends { status: string }>(look: () => Promise<T>, final: readonly string[]): Promise<T> {
  for (let left = 200; left > 0; left--) {
    const seen = await look();
    if (final.includes(seen.status)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("it did not end");
}

const session = found(await visitor.POST("/v1/auth/sessions", { body: { username, password } }));
const headers = { Authorization: `Bearer ${session.access_token}` };
const client = createClient<paths>({ baseUrl, headers });

// Reference kits
const key = { header: { "Idempotency-Key": crypto.randomUUID() } };
const wanted = { name: "Amalia", sourceImageUrl: source };
const created = found(await client.POST("/reference-kits", { params: key, body: wanted }));
const again = await client.POST("/reference-kits", { params: key, body: wanted });
const replayed = again.response.headers.get("Idempotency-Replayed");
const kitPath = { path: { id: created.id } };
const getKit = async () => found(await client.GET("/reference-kits/{id}", { params: kitPath }));
let kit = await until(getKit, ["ready", "failed"]);
const page = found(await client.GET("/reference-kits", { params: { query: { status: "ready", limit: 100 } } }));
const listed = page.some((each) => each.id === kit.id);
await client.PATCH("/reference-kits/{id}", { params: kitPath, body: { name: "Bea" } });
const regenerated = { params: { path: { id: kit.id, type: "profile" as const } } };
found(await client.POST("/reference-kits/{id}/regenerate/{type}", regenerated));
kit = await until(getKit, ["ready", "failed"]);
found(await client.DELETE("/reference-kits/{id}", { params: kitPath }));
const gone = (await client.GET("/reference-kits/{id}", { params: kitPath })).error;

// Storyboards
const board = found(await client.POST("/api/storyboard", { body: { prompt: "A watch, golden light" } }));
const prompt = board.scenes[0]!.imagePrompt;
const scene = { prompt, projectId: "p", sceneIndex: 0 };
const started = found(await client.POST("/api/generate-image", { body: scene }));
const prediction = await until(
  async () =>
    found(await client.GET("/api/generate-image/{id}", { params: { path: { id: started.predictionId } } })),
  ["succeeded", "failed", "canceled"],
);

// Story images
const asked = { story_topic: topic, art_style: "watercolor" };
const { task_id } = found(await client.POST("/v1/images", { body: asked }));
const task = await until(
  async () => found(await client.GET("/v1/images/tasks/{task_id}", { params: { path: { task_id } } })),
  ["completed", "failed"],
);
const image = { params: { path: { image_id: task.images[0]!.id } } };
found(await client.POST("/v1/images/{image_id}", image));
const redrawn = await until(
  async () => found(await client.GET("/v1/images/{image_id}", image)),
  ["completed", "failed"],
);

process.stdout.write(JSON.stringify({
  kit, replayed, listed, gone, scenes: board.scenes.length, picture: prediction.image?.localPath, task, redrawn,
}));

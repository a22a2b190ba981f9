// Runs the contract's client examples against the studio at argv[2], with pictures from the files that follow.
import { readFileSync } from "node:fs";
import tsBlankSpace from "ts-blank-space";

const [base, ...files] = process.argv.slice(2);
const fetchOverNetwork = globalThis.fetch;
globalThis.fetch = (path, options) => fetchOverNetwork(new URL(path, base), options);
console.log = () => {};

const source = readFileSync(new URL("contract.ts", import.meta.url), "utf8");
const script = tsBlankSpace(source);
const names = ["generateStoryboard", "generateImage", "generateImageWithProgress", "fetchWithRetry"];
const examples = new Function(`${script}; return { ${names.join(", ")} };`)();

const [file1, file2] = files.map((name) => new File([readFileSync(name)], name.split("/").pop()));
const formData = new FormData();
formData.append("projectId", "proj-123abc");
formData.append("images", file1);
formData.append("images", file2);
const uploaded = await (await fetch("/api/upload-images", { method: "POST", body: formData })).json();

const scenes = await examples.generateStoryboard("Luxury watch advertisement...");
const image = await examples.generateImage("Professional product photography...", "proj-123abc", 0);
const reported = [];
const next = await examples.generateImageWithProgress(
  scenes[1].imagePrompt, "proj-123abc", 1, (status, progress) => reported.push([status, progress]), image.url,
);
const retried = await examples.fetchWithRetry("/api/storyboard", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ prompt: "Energy drink ad", referenceImageUrls: uploaded.images.map((each) => each.url) }),
});
let refused = "";
try {
  await examples.generateStoryboard(" ");
} catch (error) {
  refused = error.message;
}
process.stdout.write(JSON.stringify({ uploaded, scenes, image, next, reported, retried, refused }));

// Uploading: a picture is looked at, then PUT to a presigned URL of POST /api/upload.

import { ask } from "./api.js";
import { bytes } from "./dom.js";
import { Refused, Unreachable } from "./failures.js";

const MOST = { reference: 20 * 1024 * 1024, custom_image: 10 * 1024 * 1024, inpaint_mask: 5 * 1024 * 1024 };

const KINDS = [
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/webp", [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50]],
  // HEIC and AVIF share their first bytes with films: a brand tells them apart.
  ...["hei", "hev", "mif", "msf", "avi"].map((brand) => ["image/heic", [-1, -1, -1, -1, ...bytesOf(`ftyp${brand}`)]]),
];

/** What keeps a file from being used, in words; undefined where nothing does. */
export async function problemOf(file, purpose = "reference") {
  if (!file.size) return "This file is empty";
  let kind;
  try {
    kind = await kindOf(file);
  } catch {
    return "This cannot be read: please choose a single picture";
  }
  if (kind === "image/heic") return "HEIC and AVIF pictures cannot be used: save it as JPEG first";
  if (!kind) return "Please choose a JPEG, PNG or WebP picture; this file is something else";
  if (file.size > MOST[purpose]) return `At most ${bytes(MOST[purpose])}; this picture has ${bytes(file.size)}`;
  return undefined;
}

/**
 * Upload a file, and return its key.
 *
 * @param progress is told the share that has been sent, from 0 to 1.
 */
export async function upload(file, { purpose = "reference", progress = () => undefined, signal } = {}) {
  const contentType = await kindOf(file);
  const fileName = (file.name || "picture").slice(-255);
  const body = { fileName, contentType, purpose, contentLength: file.size };
  const { uploadUrl, key } = await ask("POST", "/api/upload", { body, signal });
  await put(uploadUrl, file, contentType, progress, signal);
  return key;
}

function bytesOf(text) {
  return [...text].map((each) => each.charCodeAt(0));
}

/** The media type of a file by its first bytes, whatever its name says. */
async function kindOf(file) {
  const start = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  return KINDS.find(([, pattern]) => pattern.every((each, place) => each < 0 || each === start[place]))?.[0];
}

/** `fetch` does not tell how much has been sent. */
function put(url, file, contentType, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", contentType);
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(new Refused(request.status, `The upload was refused (${request.status})`));
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(signal.reason);
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

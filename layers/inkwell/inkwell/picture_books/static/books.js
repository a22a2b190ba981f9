// What the pages do beyond plain HTML: pictures come in as they are drawn, a picture is drawn again without leaving the
// page, and a form is sent once. Everything works by reloading, too.

const SECOND = 1000;
const POLL_EVERY = 2 * SECOND;
const LONGEST_PAUSE = 30 * SECOND;
// A navigation that has not happened by then was stopped: nobody tells for longer than 25 s.
const GIVE_UP_WAITING = 40 * SECOND;

const say = (words) => {
  document.querySelector("[data-said]").textContent = words;
};

// Pictures

const isDrawing = (figure) => ["pending", "generating"].includes(figure.dataset.status);

// Signed URLs of one picture differ from poll to poll, but for their path.
const placeOf = (url) => new URL(url, location.href).pathname;

async function show(figure, url) {
  const shown = figure.querySelector("img");
  const image = new Image(1200, 900);
  image.alt = figure.dataset.alt;
  image.src = url;
  await image.decode();
  image.classList.add("arriving");
  if (shown) shown.replaceWith(image);
  else figure.prepend(image);
  figure.dataset.shown = "";
  const file = document.querySelector("[data-file]");
  if (file) {
    file.href = url;
    file.hidden = false;
  }
}

// Returns what there is to say about it.
async function update(figure, { status, url }) {
  const before = figure.dataset.status;
  const image = figure.querySelector("img");
  if (status === "complete" && url && (!image || image.dataset.broken !== undefined || placeOf(image.src) !== placeOf(url))) {
    await show(figure, url);
  }
  figure.dataset.status = status;
  if (status === before) return "";
  const news = { complete: "is here", failed: "did not come out, and can be drawn again" }[status];
  return news ? `${figure.dataset.name} ${news}.` : "";
}

function watch(art) {
  const figures = new Map([...art.querySelectorAll("[data-picture]")].map((each) => [each.dataset.picture, each]));
  let timer = 0;
  let pause = POLL_EVERY;
  let isAsking = false;

  const isOver = () => ![...figures.values()].some(isDrawing);

  const later = () => {
    clearTimeout(timer);
    if (!document.hidden && !isOver()) timer = setTimeout(ask, pause);
  };

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    clearTimeout(timer);
    try {
      const response = await fetch(art.dataset.statusUrl, { headers: { Accept: "application/json" } });
      // The visitor's session is over: no later request will fare better.
      if (response.status === 401 || response.status === 404) return;
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { extra_images: extras, ...main } = await response.json();
      const told = [["main", main], ...extras.map((each) => [`extra_${each.index}`, each])];
      const arrivals = await Promise.allSettled(told.map(([key, each]) => update(figures.get(key), each)));
      const news = arrivals.map(({ value }) => value).filter(Boolean);
      if (news.length) say(news.join(" "));
      if (arrivals.some(({ status }) => status === "rejected")) throw new Error("a picture could not be loaded");
      pause = POLL_EVERY;
    } catch {
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } finally {
      isAsking = false;
    }
    later();
  }

  async function drawAgain(form) {
    const figure = form.closest("[data-picture]");
    const problem = figure.querySelector("[data-problem]");
    try {
      const response = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
      // Who has no session any more is sent home.
      if (response.redirected) return location.reload();
      if (!response.ok) throw new Error((await response.json()).error);
      figure.dataset.status = "generating";
      // The button is gone now.
      figure.focus({ preventScroll: true });
      say(`${figure.dataset.name} is being drawn again`);
      pause = POLL_EVERY;
      later();
    } catch (error) {
      problem.textContent = error instanceof TypeError ? "There is no connection" : error.message;
      say(problem.textContent);
    } finally {
      release(form);
    }
  }

  // A page that was open for longer than its signed URLs are good has pictures that do not load: new URLs, once.
  let hasRenewed = false;
  const renew = (image) => {
    image.dataset.broken = "";
    if (hasRenewed) return;
    hasRenewed = true;
    ask();
  };
  for (const image of art.querySelectorAll("img")) {
    if (image.complete && !image.naturalWidth) renew(image);
    else image.addEventListener("error", () => renew(image));
  }

  art.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-retry]") || event.defaultPrevented) return;
    event.preventDefault();
    drawAgain(event.target);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else if (!isOver()) ask();
  });
  addEventListener("pageshow", (event) => event.persisted && ask());
  later();
}

// Books for print: the part of the page about them is renewed when the one that is made has ended.

async function follow(part) {
  let pause = POLL_EVERY;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (document.hidden) continue;
    try {
      const response = await fetch(part.dataset.bookUrl, { headers: { Accept: "application/json" } });
      if (response.status === 401 || response.status === 404) return;
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { status } = await response.json();
      pause = POLL_EVERY;
      if (["pending", "generating"].includes(status)) continue;
      const page = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!page.ok) throw new Error(`status ${page.status}`);
      const renewed = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#print");
      const wasFocused = part.contains(document.activeElement);
      part.replaceWith(renewed);
      if (wasFocused) renewed.focus({ preventScroll: true });
      say(status === "complete" ? "The book is here." : "The book did not come out, and can be made once more.");
      return;
    } catch {
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }
}

for (const part of document.querySelectorAll("[data-book-url]")) follow(part);

// Forms

const buttonsOf = (form) => (form.matches("[data-retry]") ? form : document).querySelectorAll("button");

function hold(form) {
  form.setAttribute("aria-busy", "true");
  for (const button of buttonsOf(form)) button.disabled = true;
  if (!form.dataset.waiting) return;
  const waiting = document.querySelector("[data-wait]");
  waiting.querySelector("[data-words]").textContent = form.dataset.waiting;
  waiting.hidden = false;
  waiting.scrollIntoView({ block: "nearest" });
  say(`${form.dataset.waiting}. This takes a moment.`);
}

function release(form) {
  form.removeAttribute("aria-busy");
  for (const button of buttonsOf(form)) button.disabled = false;
  if (form.dataset.waiting) document.querySelector("[data-wait]").hidden = true;
}

const releaseAll = () => document.querySelectorAll("form[aria-busy]").forEach(release);

document.addEventListener(
  "submit",
  (event) => {
    if (document.querySelector("form[aria-busy]:not([data-retry])") || event.target.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    hold(event.target);
    setTimeout(() => event.target.hasAttribute("aria-busy") && release(event.target), GIVE_UP_WAITING);
  },
  { capture: true },
);
addEventListener("pageshow", (event) => event.persisted && releaseAll());

for (const art of document.querySelectorAll("[data-status-url]")) watch(art);

// Pictures of the hero: photos are larger than a form may be.

const LONGEST_SIDE = 1536;

async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size < 1_000_000) return file;
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: blob.type });
}

for (const input of document.querySelectorAll("[data-pictures]")) {
  const most = Number(input.dataset.pictures);
  input.addEventListener("change", async () => {
    const isTooMany = input.files.length > most;
    input.setCustomValidity(isTooMany ? `Please choose at most ${most} pictures` : "");
    if (isTooMany) return void input.reportValidity();
    input.setCustomValidity("The pictures are being made smaller: one moment, please");
    const chosen = new DataTransfer();
    for (const file of input.files) chosen.items.add(await smaller(file).catch(() => file));
    input.files = chosen.files;
    input.setCustomValidity("");
  });
}

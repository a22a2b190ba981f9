// The brush: what is painted over a page becomes the mask of an inpainting, white where the page is repainted.

import { fill, h, icon, say } from "./dom.js";
import { keyboardCursor } from "./keyboard-cursor.js";

/**
 * The brush of a page: a canvas to lie over its picture, and its tools.
 *
 * Strokes are kept as points in shares of the picture's width, whatever its size on the screen.
 */
export function brush({ box, signal }) {
  const label = "Brush. Arrow keys move it, space paints.";
  const canvas = h("canvas.brush", { hidden: true, tabindex: 0, role: "application", "aria-label": label });
  const size = h("input", { type: "range", min: 0.02, max: 0.2, step: 0.005, "aria-label": "Size of the brush" });
  size.value = "0.07";
  const undo = h(
    "button.button.small",
    { type: "button", onclick: () => (strokes.pop(), changed()) },
    icon("undo"),
    "Undo",
  );
  const clearing = h("button.button.small", { type: "button", onclick: clear }, "Clear");
  const wrong = h("p.wrong", { hidden: true, role: "alert" });
  const tools = h("div.tools", { hidden: true }, h("label.size", {}, "Brush", size), undo, clearing, wrong);
  const cursor = keyboardCursor(canvas, { act: dab, draw });
  let strokes = [];
  let stroke = [];
  let painting = null;
  let sent;

  const width = () => Number(size.value);

  function point(event) {
    const { left, top, width: across } = canvas.getBoundingClientRect();
    // Pens press harder or softer; a mouse and a finger do not.
    const pressed = event.pointerType === "pen" ? 0.5 + event.pressure : 1;
    return { x: (event.clientX - left) / across, y: (event.clientY - top) / across, width: width() * pressed };
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (painting) {
      // One pointer paints. A pen goes before the hand that rests beside it, whose stroke is taken back.
      if (event.pointerType !== "pen" || painting.pointerType !== "touch") return;
      strokes = strokes.filter((each) => each !== stroke);
    }
    painting = event;
    canvas.setPointerCapture(event.pointerId);
    stroke = [point(event)];
    strokes.push(stroke);
    changed();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== painting?.pointerId) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    stroke.push(...(passed.length ? passed : [event]).map(point));
    draw();
  });
  for (const name of ["pointerup", "pointercancel"])
    canvas.addEventListener(name, (event) => {
      if (event.pointerId === painting?.pointerId) painting = null;
    });

  function dab(place) {
    strokes.push([{ ...place, width: width() }]);
    say("Painted");
    changed();
  }

  function clear() {
    strokes = [];
    changed();
  }

  function changed() {
    wrong.hidden = true;
    undo.disabled = clearing.disabled = !strokes.length;
    draw();
  }

  function draw() {
    const { clientWidth, clientHeight } = canvas;
    if (!clientWidth) return;
    const scale = Math.min(devicePixelRatio, 2);
    [canvas.width, canvas.height] = [clientWidth * scale, clientHeight * scale];
    const context = canvas.getContext("2d");
    paint(context, canvas.width, getComputedStyle(canvas).color);
    cursor.draw(context, width());
  }

  function paint(context, across, colour) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineCap = context.lineJoin = "round";
    for (const points of strokes) {
      const [first] = points;
      context.beginPath();
      context.arc(first.x * across, first.y * across, (first.width * across) / 2, 0, 2 * Math.PI);
      context.fill();
      for (let place = 1; place < points.length; place += 1) {
        context.beginPath();
        context.lineWidth = points[place].width * across;
        context.moveTo(points[place - 1].x * across, points[place - 1].y * across);
        context.lineTo(points[place].x * across, points[place].y * across);
        context.stroke();
      }
    }
  }

  /** The mask as a PNG of the picture's own size; null where nothing was painted. */
  async function mask() {
    const { naturalWidth, naturalHeight } = box.image;
    if (!strokes.length || !naturalWidth) return null;
    const whole = h("canvas", { width: naturalWidth, height: naturalHeight });
    const context = whole.getContext("2d");
    context.fillRect(0, 0, naturalWidth, naturalHeight);
    paint(context, naturalWidth, "#fff");
    const png = await new Promise((resolve) => whole.toBlob(resolve, "image/png"));
    const painted = JSON.stringify(strokes);
    return {
      file: new File([png], "mask.png", { type: "image/png" }),
      /** Whether a request with this very mask was sent before. */
      wasSent: painted === sent,
      markSent: () => (sent = painted),
    };
  }

  addEventListener("resize", draw, { signal });
  size.addEventListener("input", draw);
  changed();
  return {
    canvas,
    tools,
    mask,
    clear,
    use(is) {
      canvas.hidden = tools.hidden = !is;
      if (!is) return;
      box.node.scrollIntoView({ block: "nearest" });
      draw();
    },
    missing() {
      wrong.hidden = false;
      fill(wrong, icon("alert"), "Please paint over the place on the page first");
    },
  };
}

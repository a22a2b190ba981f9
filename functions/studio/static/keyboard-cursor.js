// A cursor for the keyboard on a canvas over a page: arrow keys move it, space acts.

const STEP = 0.02;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * A cursor on a canvas. Places are in shares of the canvas's width, as its pictures may have any size.
 *
 * @param act is given the place, where space is pressed.
 * @param draw shows the canvas anew.
 */
export function keyboardCursor(canvas, { act, draw }) {
  let place = { x: 0.5, y: 0.5 };

  canvas.addEventListener("keydown", (event) => {
    const [right, down] = ARROWS[event.key] ?? [0, 0];
    if (event.key === " ") act({ ...place });
    else if (!right && !down) return;
    place = { x: within(place.x + right * STEP, 1), y: within(place.y + down * STEP, canvas.height / canvas.width) };
    event.preventDefault();
    draw();
  });
  canvas.addEventListener("focus", draw);
  canvas.addEventListener("blur", draw);

  return {
    /** A ring where the cursor is, while the keyboard has it. */
    draw(context, width) {
      if (document.activeElement !== canvas || !canvas.matches(":focus-visible")) return;
      context.save();
      context.globalCompositeOperation = "source-over";
      context.beginPath();
      context.arc(place.x * canvas.width, place.y * canvas.width, (width * canvas.width) / 2, 0, 2 * Math.PI);
      context.lineWidth = Math.max(2, canvas.width / 250);
      context.strokeStyle = getComputedStyle(canvas).color;
      context.stroke();
      context.restore();
    },
  };
}

function within(value, most) {
  return Math.min(Math.max(value, 0), most);
}

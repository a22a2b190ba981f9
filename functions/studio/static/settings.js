// The only setting: the address of Inkwell's API, without a slash at its end.
//
// Served by the API itself these files stand in its folder "studio", so the address is one step up, also behind a
// stage path. On any other host, write it down: export const API = "https://abc123.execute-api.eu-west-1.amazonaws.com/prod";

export const API = new URL("..", import.meta.url).href.replace(/\/$/, "");

/** Whether that is on a developer's own machine. */
export const isOwnMachine = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(API).hostname);

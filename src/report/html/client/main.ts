/** The script of the page: it reads the data, and hands it to the view. */
import { readData } from "./load.ts";
import { find } from "./page.ts";
import { Rows } from "./rows.ts";
import { View } from "./view.ts";

readData(find("#data").textContent ?? "").then(
  (data) => new View(new Rows(data)).start(),
  () => {
    find(".rows").textContent = "This browser is too old to show the function list.";
  },
);

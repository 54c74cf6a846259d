// What a page does before anything is opened. Each part looks for its own elements and works alone.
import { showCalloutIcons, openCalloutsForPrint } from "./callouts.js";
import { addCopyButtons, makeScrollable } from "./code.js";
import { followContents } from "./contents.js";
import { drawExplorer } from "./explorer.js";
import { openFoldersAsFiles } from "./files.js";
import { linkHeadings } from "./headings.js";
import { listenForKeys } from "./keys.js";
import { enlargeImages, offerExternalMedia } from "./media.js";
import { offerSearch } from "./search-open.js";
import { offerThemes } from "./themes.js";

const parts = [
  offerThemes, offerSearch, listenForKeys, drawExplorer, followContents, linkHeadings, addCopyButtons,
  makeScrollable, showCalloutIcons, openCalloutsForPrint, offerExternalMedia, enlargeImages, openFoldersAsFiles,
];
for (const part of parts) part();

// What a page does before anything is opened. Each part looks for its own elements and works alone.
import { showCalloutIcons, openCalloutsForPrint } from "./lib/callouts.js";
import { frameCode, makeScrollable } from "./lib/code.js";
import { followContents } from "./lib/contents.js";
import { drawDiagrams, drawFormulas } from "./lib/drawn.js";
import { drawExplorer } from "./lib/explorer.js";
import { openFoldersAsFiles } from "./lib/files.js";
import { offerGraphs } from "./lib/graph-open.js";
import { linkHeadings } from "./lib/headings.js";
import { listenForKeys } from "./lib/keys.js";
import { completeManifests } from "./lib/manifests.js";
import { enlargeImages, offerExternalMedia } from "./lib/media.js";
import { offerPreviews } from "./lib/preview-open.js";
import { offerSearch } from "./lib/search-open.js";
import { labelTasks } from "./lib/tasks.js";
import { offerThemes } from "./lib/themes.js";

const parts = [
  offerThemes, offerSearch, listenForKeys, drawExplorer, followContents, linkHeadings, frameCode,
  completeManifests, makeScrollable, labelTasks, showCalloutIcons, openCalloutsForPrint, offerExternalMedia,
  enlargeImages, openFoldersAsFiles,
  offerGraphs, offerPreviews, drawFormulas, drawDiagrams,
];
for (const part of parts) {
  try {
    part();
  } catch (error) {
    // What fails is told to the console and takes nothing else with it.
    reportError(error);
  }
}

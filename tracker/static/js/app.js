// What every page does besides showing itself. Each page works without any of it.

import { chooseColumns } from "./columns.js";
import { selectWhole } from "./copying.js";
import { readDates } from "./dates.js";
import { openDialogs } from "./dialogs.js";
import { guardForms } from "./forms.js";
import { closeMenus } from "./menus.js";
import { readAmounts } from "./money.js";

guardForms(document);
readDates(document);
readAmounts(document);
openDialogs(document);
chooseColumns(document);
closeMenus(document);
selectWhole(document);

// Runs before the first paint, so that a dark room is not lit by a white page.

import { applyStoredTheme } from "../lib/theme.ts";

applyStoredTheme();

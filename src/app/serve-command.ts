import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'

/** `joinery serve`. What it is made of is loaded where it is asked for alone. */
export const serveCommand = (parts: AppParts, app: () => App): Pick<App, 'serve'> => ({
  serve: async (order) => (await import('./serve-state.ts')).serveState(parts, app(), order),
})

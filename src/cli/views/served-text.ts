import type { ServedInfo } from '../../app/serve-order.ts'
import { safeText } from './safe-text.ts'

/** What a service does, and how to stop it. */
export const servedText = ({ address, everyMs, feeds, sources }: ServedInfo): string => {
  const watched = feeds.filter(({ from, every }) => from !== null && (every !== null || !from.startsWith('https:')))
  const lines = [
    `Serving at ${safeText(address)}. Ctrl-C (or SIGTERM) stops it; what is under way is finished first.`,
    everyMs === null
      ? '  schedule  left to others (serve: { schedule: false })'
      : `  schedule  what is due is done every ${everyMs / 1000} s`,
    ...watched.map(({ name, from, every }) => {
      const when = every === null ? 'when it changes' : `at "${every}"`
      return `  feed      ${safeText(name)}: ${safeText(from ?? '')}, ${when}`
    }),
    ...sources.map(({ name, paths, proof }) => {
      const how = proof === 'token' ? 'with its token' : 'signed'
      return `  source    ${safeText(name)}: ${paths.join(' and ')}, ${how}`
    }),
    '  health    /health, /ready and /metrics (Prometheus)',
  ]
  return lines.join('\n')
}

import type { FeedReport } from '../../model/feed.ts'
import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { feedPreviewText } from '../views/feed-preview-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** A feed of which no row can be used is a wrong file; one that may not be meant is refused. */
export const codeOfReport = ({ verdict, accepted }: FeedReport): number => {
  if (verdict === 'ok') return exitCodes.done
  return accepted === 0 ? exitCodes.input : exitCodes.refused
}

/** `joinery feed preview FILE|URL` */
export const previewFeed: Performer<'feed.preview'> = async (
  { feed, settings, last, out },
  { app, io, options, tell },
) => {
  const preview = await app.previewFeed({ feed, settings, last, refusedOut: out })
  const { reading, report } = preview
  if (options.json) {
    const { mapping, unknown, notes, format, written, snapshot } = reading
    const { asOf, hash, complete } = snapshot
    const read = { format, written, asOf, hash, complete, mapping, unknown, notes }
    printJson(io, { ...report, reading: read } as unknown as Json)
  } else io.out(feedPreviewText(preview, io.paint))
  if (out !== null) tell(`${out} has the refused rows.`)
  return codeOfReport(report)
}

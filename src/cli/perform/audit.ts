import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { auditText } from '../views/audit-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery audit verify [FILE]` */
export const verifyAudit: Performer<'audit.verify'> = async ({ do: _do, ...order }, { app, io, options }) => {
  const report = await app.auditVerify(order)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(auditText(report, order.head !== null, io.paint))
  return exitCodes.done
}

/** `joinery audit head`: the same document for people and programs, for it is a file to be kept. */
export const showHead: Performer<'audit.head'> = async (_request, { app, io, tell, again }) => {
  const head = await app.auditHead()
  printJson(io, head as unknown as Json)
  tell(`Keep this elsewhere, and the key too. Later: ${again(`audit verify --head FILE --key ${head.key}`)}`)
  return exitCodes.done
}

/** `joinery audit export`: without a file, the export itself is what is printed. */
export const exportAudit: Performer<'audit.export'> = async ({ format, out }, { app, io, options, tell, again }) => {
  const { head, text } = await app.auditExport({ format, out })
  if (text !== null) io.out(text.trimEnd())
  else if (options.json) printJson(io, { format: 'joinery.export/1', out, records: head.records, hash: head.hash })
  else tell(`${out} has ${head.records} records. To check it: ${again(`audit verify ${out}`)}`)
  return exitCodes.done
}

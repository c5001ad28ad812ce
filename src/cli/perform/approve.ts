import { openGuards } from '../../model/approval.ts'
import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { approvalText } from '../views/approval-text.ts'
import { planText } from '../views/plan-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery approve plan.json`: shows what is approved, and what is still missing. */
export const approvePlanFile: Performer<'apply' | 'approve'> = async ({ plan: file }, { app, io, options, again }) => {
  const { plan, approvals } = await app.approve(file)
  const open = openGuards(plan.guards, approvals, plan.actor)
  const document = {
    format: 'joinery.approval/1',
    plan: plan.id,
    approvals: approvals.map(({ actor, at, plan: hash }) => ({ actor, at, hash })),
    open: open.map(({ name, because = null, approvers = null }) => ({ guard: name, because, approvers })),
  }
  if (options.json) printJson(io, document as unknown as Json)
  else {
    if (!options.quiet) io.out(`${planText(plan, io.paint)}\n`)
    io.out(approvalText({ plan, approvals, open, applyWith: again(`apply ${file}`) }, io.paint))
  }
  return exitCodes.done
}

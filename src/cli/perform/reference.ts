import { didYouMean } from '../../model/did-you-mean.ts'
import { Fault } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import { exitCodeOfFaults, exitCodes } from '../exit-code.ts'
import { counted } from '../views/counted.ts'
import { faultsText } from '../views/faults-text.ts'
import { faultEntryText, faultListText, permissionsText, stepEntryText, stepListText } from '../views/reference-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery check [playbook...]` */
export const check: Performer<'check'> = async ({ playbooks, online }, { app, io, options }) => {
  const findings = await app.check(playbooks, online)
  const faults = findings.flatMap((finding) => finding.faults)
  if (options.json) {
    const shown = findings.map(({ playbook, file, steps, faults: own, notes }) => ({
      playbook,
      file,
      steps,
      findings: own.map((fault) => fault.toJSON()),
      ...(notes ? { notes: [...notes] } : {}),
    }))
    printJson(io, { format: 'joinery.check/1', playbooks: shown })
  } else {
    if (faults.length > 0) io.out(faultsText(faults, io.paint))
    for (const { playbook, steps, faults: own, notes = [] } of findings) {
      const what = steps > 0 ? `${counted(steps, 'step', 'steps')}, ` : ''
      if (own.length === 0) io.out(io.paint.green(`${playbook}: ${what}no findings`))
      for (const note of notes) io.out(io.paint.dim(`  note: ${note}`))
    }
  }
  return faults.length === 0 ? exitCodes.done : exitCodeOfFaults(faults)
}

/** `joinery steps [NAME]` */
export const steps: Performer<'steps'> = async ({ verb }, { app, io, options }) => {
  const all = app.steps()
  const shown = verb === null ? all : all.filter((step) => step.verb === verb)
  if (verb !== null && shown.length === 0)
    throw new Fault('cli/unknown-step', {
      verb,
      like: didYouMean(
        verb,
        all.map((step) => step.verb),
      ),
    })
  if (options.json) printJson(io, shown as unknown as Json)
  else
    io.out(
      verb === null ? stepListText(shown, io.paint) : shown.map((step) => stepEntryText(step, io.paint)).join('\n'),
    )
  return exitCodes.done
}

/** `joinery explain CODE` */
export const explain: Performer<'explain'> = async ({ code }, { app, io, options }) => {
  const all = app.faults()
  const shown = code === null ? all : all.filter((fault) => fault.code === code)
  if (code !== null && shown.length === 0)
    throw new Fault('cli/unknown-code', {
      code,
      like: didYouMean(
        code,
        all.map((fault) => fault.code),
      ),
    })
  if (options.json) printJson(io, shown as unknown as Json)
  else
    io.out(
      code === null ? faultListText(shown, io.paint) : shown.map((fault) => faultEntryText(fault, io.paint)).join('\n'),
    )
  return exitCodes.done
}

/** `joinery permissions [playbook...]` */
export const permissions: Performer<'permissions'> = async ({ playbooks }, { app, io, options }) => {
  const needs = await app.permissions(playbooks)
  if (options.json) printJson(io, needs as unknown as Json)
  else io.out(permissionsText(needs, io.paint))
  return exitCodes.done
}

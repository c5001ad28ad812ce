import { resolve } from 'node:path'
import { isSamePerson, newApproval } from '../model/approval.ts'
import type { App } from './app.ts'
import type { Host } from './host.ts'
import { hashOfPlan, loadPlan, savePlan } from './plan-file.ts'

/** The commands about saved plans. */
export const planFileCommands = ({ cwd, clock, actor }: Host): Pick<App, 'savePlan' | 'loadPlan' | 'approve'> => ({
  savePlan: (plan, path) => savePlan({ plan, approvals: [] }, resolve(cwd, path)),
  loadPlan: (path) => loadPlan(resolve(cwd, path), clock.now()),
  async approve(path) {
    const saved = await loadPlan(resolve(cwd, path), clock.now())
    if (saved.approvals.some((approval) => isSamePerson(approval.actor, actor))) return saved
    const at = new Date(clock.now()).toISOString()
    const approval = newApproval({ actor, at, plan: hashOfPlan(saved.plan) }, saved.approvals)
    const approved = { ...saved, approvals: [...saved.approvals, approval] }
    await savePlan(approved, resolve(cwd, path))
    return approved
  },
})

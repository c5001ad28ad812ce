import { allKinds } from '../changes/change.ts'
import type { Mode } from '../model/glossary.ts'
import type { PermissionNeeds } from '../model/reference.ts'
import type { Playbook } from '../playbook/playbook.ts'

/** What signing in and looking around needs before any step. */
const READS = {
  ad: 'Read all properties of User, Group and OU objects',
  graph: ['Organization.Read.All', 'User.Read.All'],
} as const

/** The least rights for playbooks: those of the kinds of changes that their steps may ask for, and of the reads of the steps. */
export const permissionNeeds = (playbooks: readonly Playbook[], mode: Mode): PermissionNeeds => {
  const used = playbooks.flatMap(({ steps }) => steps.map(({ step }) => step))
  const kinds = allKinds().filter(({ kind }) => used.some((step) => (step.kinds as readonly string[]).includes(kind)))
  const ad =
    mode === 'cloud'
      ? []
      : [READS.ad, ...used.flatMap(({ rights }) => rights ?? []), ...kinds.flatMap(({ needs }) => needs.ad ?? [])]
  const graph =
    mode === 'ad'
      ? []
      : [
          ...READS.graph,
          ...used.flatMap(({ reads }) => reads ?? []),
          ...kinds.flatMap(({ needs }) => needs.graph ?? []),
        ]
  const exchange = mode === 'ad' ? [] : kinds.flatMap(({ needs }) => needs.exchange ?? [])
  return {
    playbooks: playbooks.map(({ name }) => name),
    ad: [...new Set(ad)],
    graph: [...new Set(graph)].sort(),
    exchange: [...new Set(exchange)].sort(),
  }
}

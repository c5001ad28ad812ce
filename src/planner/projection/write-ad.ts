import { type Attributes, valuesOf } from '../../model/ad-entry.ts'
import { equals } from '../../model/ad-query.ts'
import { joinDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { foldDn } from '../../model/fold-text.ts'
import type { AdModification, AdWriter } from '../../ports/ad.ts'
import { restoreObject } from './ad-deleted.ts'
import { isForwardLink, linkEdits } from './ad-links.ts'
import { assumeValues, modifyObject } from './ad-modify.ts'
import { linkTarget, newNode, nodeOf, setLink } from './ad-nodes.ts'
import { type AdNode, type AdOverlay, dnOfNode, setValues } from './ad-overlay.ts'
import {
  refuseAttributes,
  refuseFullContainer,
  refuseOpenAccount,
  refuseTakenNames,
  refuseTakenPlace,
} from './ad-rules.ts'
import type { Authorship } from './authorship.ts'
import { bornValues, namesIn } from './born-entry.ts'
import { noMoves, projectedDn, recordMove } from './dn-moves.ts'

const add = async (
  overlay: AdOverlay,
  id: string,
  { dn, attributes }: { readonly dn: string; readonly attributes: Attributes },
) => {
  refuseAttributes(Object.keys(attributes))
  await refuseTakenPlace(overlay, id, dn)
  await refuseTakenNames(overlay, id, dn, attributes)
  const node = newNode(id, null, dn)
  refuseOpenAccount(node, attributes)
  const named = Object.keys(attributes).filter(isForwardLink)
  const links = await Promise.all(
    named.flatMap((name) =>
      valuesOf({ attributes }, name).map(async (value) => ({ name, to: await linkTarget(overlay, value) })),
    ),
  )
  const plain = Object.fromEntries(Object.entries(attributes).filter(([name]) => !isForwardLink(name)))
  for (const [name, values] of bornValues(dn, plain)) setValues(overlay, node, name, values)
  overlay.nodes.set(id, node)
  overlay.bornAt.set(foldDn(dn), id)
  for (const { name, to } of links) setLink(overlay, name, node, to, true)
  return { id }
}

const move = async (
  overlay: AdOverlay,
  id: string,
  to: { readonly rdn: string; readonly parent: string },
): Promise<void> => {
  const node = await nodeOf(overlay, id)
  const [from, dn] = [dnOfNode(overlay, node), joinDn(to.rdn, to.parent)]
  await refuseTakenPlace(overlay, id, dn)
  relocateBorn(overlay, from, dn)
  recordMove(overlay.moves, from, dn)
  node.moved = true
  for (const [name, value] of namesIn(dn)) setValues(overlay, node, name, [value])
}

/** New objects know their DN themselves; those in a container that moves go along. */
const relocateBorn = (overlay: AdOverlay, from: string, to: string): void => {
  const step = noMoves()
  recordMove(step, from, to)
  for (const [key, id] of [...overlay.bornAt]) {
    const node = overlay.nodes.get(id)
    if (!node) continue
    const dn = projectedDn(step, node.dn)
    if (dn === node.dn) continue
    overlay.bornAt.delete(key)
    node.dn = dn
    overlay.bornAt.set(foldDn(dn), id)
  }
}

const remove = async (overlay: AdOverlay, id: string): Promise<void> => {
  const node = await nodeOf(overlay, id)
  await refuseFullContainer(overlay, dnOfNode(overlay, node))
  node.gone = true
  overlay.raised.delete(id)
  if (node.liveDn === null) overlay.bornAt.delete(foldDn(node.dn))
  else overlay.goneDns.add(foldDn(node.liveDn))
}

const modify = async (
  overlay: AdOverlay,
  id: string,
  modifications: readonly AdModification[],
  { asSync }: Authorship,
): Promise<void> => {
  if (asSync) {
    assumeValues(
      overlay,
      await nodeOf(overlay, id),
      modifications.map(({ attribute, values }) => [attribute, values]),
    )
    return
  }
  refuseAttributes(modifications.map(({ attribute }) => attribute))
  await modifyObject(overlay, id, modifications)
}

/**
 * Whether the membership is there. What the plan has done to it is known; else the live group is asked, and not all members of the projected
 * one are put together, for a batch adds hundreds of people to one group.
 */
const isMember = async (overlay: AdOverlay, group: AdNode, member: AdNode): Promise<boolean> => {
  const edited = linkEdits(overlay.links, 'member', group.id).get(member.id)
  if (edited !== undefined || group.liveDn === null || member.liveDn === null) return edited ?? false
  const filter = equals('member', member.liveDn)
  return (await overlay.live.search({ base: group.liveDn, scope: 'base', filter, attributes: [] })).length > 0
}

const setMember = async (
  overlay: AdOverlay,
  ids: readonly [group: string, member: string],
  present: boolean,
): Promise<void> => {
  const [group, member] = [await nodeOf(overlay, ids[0]), await nodeOf(overlay, ids[1])]
  if ((await isMember(overlay, group, member)) === present)
    throw new Fault(present ? 'ad/already-member' : 'ad/not-member', { target: dnOfNode(overlay, group) })
  setLink(overlay, 'member', group, member, present)
}

const setPassword = async (overlay: AdOverlay, id: string, mustChange: boolean): Promise<void> => {
  const node = await nodeOf(overlay, id)
  await modifyObject(overlay, id, [{ op: 'replace', attribute: 'pwdLastSet', values: [mustChange ? '0' : '-1'] }])
  node.hasPassword = true
}

/** Writes that stay in the overlay. `newId` gives the id of an object that is added. */
export const writeAd = (overlay: AdOverlay, newId: () => string, by: Authorship): AdWriter => ({
  add: (entry) => overlay.turns(() => add(overlay, newId(), entry)),
  modify: (id, modifications) => overlay.turns(() => modify(overlay, id, modifications, by)),
  move: (id, to) => overlay.turns(() => move(overlay, id, to)),
  delete: (id) => overlay.turns(() => remove(overlay, id)),
  restore: (id, to) => overlay.turns(() => restoreObject(overlay, id, to)),
  setPassword: (id, _password, { mustChange }) => overlay.turns(() => setPassword(overlay, id, mustChange)),
  addMember: (group, member) => overlay.turns(() => setMember(overlay, [group, member], true)),
  removeMember: (group, member) => overlay.turns(() => setMember(overlay, [group, member], false)),
})

import { Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { groupText } from '../views/group-text.ts'
import { foundPeopleText, licencesText } from '../views/lookup-lists.ts'
import { personText } from '../views/person-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { keepPlan, settlePlan } from './settle-plan.ts'
import { unlessStopped } from './unless-stopped.ts'

/** `joinery user find TEXT` */
export const findUsers: Performer<'user.find' | 'user.show'> = async ({ person }, { app, io, options }) => {
  const people = await unlessStopped(app.findPeople(person), io.signal)
  if (options.json) printJson(io, { format: 'joinery.users/1', users: people as unknown as Json })
  else io.out(foundPeopleText(people, person, io.paint))
  return exitCodes.done
}

/** `joinery user show PERSON` */
export const showUser: Performer<'user.find' | 'user.show'> = async ({ person }, { app, io, options }) => {
  const page = await unlessStopped(app.showPerson(person), io.signal)
  if (options.json) printJson(io, page as unknown as Json)
  else io.out(personText(page, io.paint))
  return exitCodes.done
}

/** `joinery group show GROUP` */
export const showGroup: Performer<'group.show'> = async ({ group, only, all }, { app, io, options }) => {
  const page = await unlessStopped(app.showGroup({ name: group, only }), io.signal)
  if (options.json) printJson(io, page as unknown as Json)
  else io.out(groupText(page, all, io.paint))
  return exitCodes.done
}

/** `joinery group add|remove GROUP PERSON...` */
export const changeGroup: Performer<'group.change'> = async ({ verb, group, people, only, ...wishes }, bench) => {
  const { app, io } = bench
  const order = { verb, group, people, only, readOnly: wishes.dryRun }
  const planned = await unlessStopped(app.planGroupChange(order), io.signal)
  if (!planned.ok) throw new Faults(planned.faults)
  if (wishes.out !== null) await keepPlan(planned.value, wishes.out, bench)
  return settlePlan(planned.value, wishes, bench)
}

/** `joinery licence list` */
export const listLicences: Performer<'licence.list'> = async (_request, { app, io, options }) => {
  const licences = await unlessStopped(app.licences(), io.signal)
  if (options.json) printJson(io, { format: 'joinery.licences/1', licences: licences as unknown as Json })
  else io.out(licencesText(licences, io.paint))
  return exitCodes.done
}

import { entraSaid } from './entra-said.ts'
import type { FaultCatalogue } from './fault-record.ts'

/** Faults about devices, files and guests. */
export const deviceFaults = {
  'plan/unknown-device': {
    title: 'The person has no managed device of this name',
    category: 'input',
    about:
      'A device is wiped only when it is asked for by its name in Intune, and only if it belongs to the person. A name that fits none of them may be a slip, so nothing is planned.',
    message: (p) =>
      `${p['account']} has no managed device "${p['name']}". ${p['known'] ? `There is ${p['known']}.` : ''} Nothing was changed.`,
    hint: () => 'Compare with the name on the device itself, and give the one that Intune shows for it.',
  },
  'plan/ambiguous-device': {
    title: 'Two managed devices have this name',
    category: 'refused',
    about: 'A person can have several devices of one name, and a wipe cannot be taken back.',
    message: (p) => `"${p['name']}" fits ${p['devices']}. Nothing was changed.`,
    hint: () => 'Give the id of the device in the place of its name.',
  },
  'plan/device-not-wiped': {
    title: 'A device that is not the company’s is not wiped',
    category: 'refused',
    about:
      'A wipe deletes everything on a device. It is planned only for devices that Intune knows as the company’s; a personal one is retired, which takes the company’s data off it and leaves the rest.',
    message: (p) => `${p['name']} is no device of the company (ownership: ${p['ownership']}). Nothing was changed.`,
    hint: () =>
      'Retire it: intune.devices: { retire: personal }. If it is the company’s, correct its ownership in Intune first.',
  },
  'entra/device-moved': {
    title: 'The device belongs to somebody else',
    category: 'refused',
    about:
      'Right before a device is retired or wiped, Intune is asked once more whose it is. Devices are handed on; what was planned for the former owner must not meet the next one.',
    message: (p) => `${p['device']} was ${p['planned']} when this was planned, and is ${p['found']}. Nothing was sent.`,
    hint: () => 'Plan again.',
  },
  'plan/not-a-guest': {
    title: 'The person has an account that is no guest',
    category: 'refused',
    about:
      'A guest is somebody of another organisation. Somebody who has an account of this one is not invited, and neither is an address of one of its domains.',
    message: (p) => `${p['mail']} is not invited: ${p['because']}. Nothing was changed.`,
    hint: () => 'Give the address of the other organisation, or leave the invitation out.',
  },
  'plan/guest-of-other': {
    title: 'The guest belongs to somebody else',
    category: 'refused',
    about: 'A guest account carries the employee number of one person, by which it is found again.',
    message: (p) =>
      `The guest ${p['account']} has the employee number ${p['found']}, not ${p['key']}. Nothing was changed.`,
    hint: () => 'Correct the number in the input, or that of the guest account if it is wrong there.',
  },
  'entra/guest-refused': {
    title: 'Entra does not invite this guest',
    category: 'input',
    about:
      'The address belongs to an account of this tenant or to a group, its domain is verified here, or the tenant lets nobody of that domain in.',
    message: (p) => `Entra refused ${p['doing']}. ${entraSaid(p)} Nothing was changed.`,
    hint: () =>
      'See whether there is an account with this address already, and what the external collaboration settings of the tenant allow.',
  },
} satisfies FaultCatalogue

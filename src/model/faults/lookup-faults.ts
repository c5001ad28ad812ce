import type { FaultCatalogue } from './fault-record.ts'

/** What goes wrong when somebody looks up a person or a group. Nothing is changed by any of these. */
export const lookupFaults = {
  'lookup/unknown-person': {
    title: 'Nobody has this name',
    category: 'missing',
    about:
      'A person was named by what no account has: not as employee number, sign-in name, mail address, sAMAccountName, DN, objectGUID or Entra id.',
    message: ({ reference }) => `No account in the directories is that of "${reference}".`,
    hint: ({ like }) =>
      like === undefined
        ? 'Look for a part of the name: joinery user find NAME.'
        : `Similar: ${like}. Name the person by employee number or sign-in name.`,
  },
  'lookup/ambiguous-person': {
    title: 'Several accounts fit',
    category: 'refused',
    about: 'What was given to name a person fits several accounts, and Joinery never guesses between people.',
    message: ({ reference, names }) => `"${reference}" fits ${names}.`,
    hint: () => 'Name the person by employee number, objectGUID or Entra id.',
  },
  'lookup/unknown-group': {
    title: 'There is no such group',
    category: 'missing',
    about: 'A group was named that neither Active Directory nor Entra has.',
    message: ({ group }) => `No group is called "${group}".`,
    hint: ({ like }) =>
      like === undefined
        ? 'Groups are named by sAMAccountName, cn, DN or objectGUID (Active Directory), or by display name or id (Entra).'
        : `Did you mean "${like}"?`,
  },
  'lookup/ambiguous-group': {
    title: 'Several groups fit',
    category: 'refused',
    about: 'A name fits several groups: two in one directory, or one in Active Directory and a different one in Entra.',
    message: ({ group, groups }) => `"${group}" fits ${groups}.`,
    hint: () => 'Name it by its DN or id, or say where it is: --in ad or --in entra.',
  },
  'lookup/no-key': {
    title: 'The account carries no employee number',
    category: 'refused',
    about:
      'Everything that Joinery writes is tied to a person by the employee number that the account carries. This account has none, such as that of a service.',
    message: ({ reference, attribute }) =>
      `The account of "${reference}" has no ${attribute}, so nothing can be planned for it.`,
    hint: ({ attribute }) => `Write the employee number into ${attribute} of the account first.`,
  },
  'lookup/no-licences': {
    title: 'This organisation has no licences',
    category: 'usage',
    about: 'Licences are kept in Entra, and the configuration has no Entra (mode: ad).',
    message: () => 'Licences are kept in Entra, and this configuration has none.',
    hint: () => 'Add the section entra: to joinery.yaml, or try it with --practice.',
  },
} as const satisfies FaultCatalogue

import type { FaultCatalogue } from './fault-record.ts'

export const planFaults = {
  'plan/no-such-system': {
    title: 'The plan asks for a system that is not configured',
    category: 'refused',
    about:
      'A saved plan or a playbook has changes for Active Directory or Entra, but joinery.yaml has no section for it.',
    message: (p) => `The plan writes to ${p['system']}, which this configuration does not have. Nothing was changed.`,
    hint: (p) =>
      `Apply the plan with the configuration it was made with, or add the section ${p['system']}: to joinery.yaml.`,
  },
  'plan/unknown-change': {
    title: 'The plan has a kind of change that this version does not know',
    category: 'refused',
    about: 'A saved plan was made by another version of Joinery or was edited.',
    message: (p) => `The plan asks for a change of the kind "${p['kind']}", which is not known. Nothing was changed.`,
    hint: () => 'Make the plan again with this version.',
  },
  'plan/two-accounts': {
    title: 'Two accounts carry the key of one person',
    category: 'refused',
    about:
      'People are tied to accounts by their employee number alone. Where two accounts have the same one, nobody but a person can say which is right.',
    message: (p) =>
      `${p['person']} (${p['key']}) has two accounts in ${p['system']} with this ${p['attribute']}: ${p['accounts']}. Nothing was changed.`,
    hint: (p) =>
      `Remove ${p['attribute']} from the account that is not this person's, then run the same command again.`,
  },
  'plan/unknown-employee': {
    title: 'Nobody has an account with this employee number',
    category: 'input',
    about:
      'The playbook works on people who have an account, and no account carries this number in the attribute that key: in joinery.yaml names.',
    message: (p) => `No account has the employee number ${p['id']}. Nothing was changed.`,
    hint: (p) =>
      p['meant']
        ? `Did you mean ${p['meant']}?`
        : 'Check the number. For a file, check its path; an account without the number gets it from joinery adopt.',
  },
  'plan/unknown-address': {
    title: 'Nobody has this sign-in name or mail address',
    category: 'input',
    about:
      'People who have an account may be named by their user principal name or by a mail address of theirs. No account has this one.',
    message: (p) => `No account has the sign-in name or mail address ${p['address']}. Nothing was changed.`,
    hint: (p) => (p['meant'] ? `Did you mean ${p['meant']}?` : 'Check the spelling, or give the employee number.'),
  },
  'plan/no-key': {
    title: 'The account carries no employee number',
    category: 'input',
    about:
      'People are tied to their accounts by the employee number alone, in the attribute that key: in joinery.yaml names. This account has none.',
    message: (p) => `${p['account']} has ${p['address']}, and carries no ${p['attribute']}. Nothing was changed.`,
    hint: (p) =>
      `Write the employee number into ${p['attribute']} of the account (joinery adopt), then run the same command again.`,
  },
  'plan/canary-missing': {
    title: 'The directory does not show an account that must be there',
    category: 'unreachable',
    about:
      'Every Active Directory domain has the account krbtgt, and everybody may read it. When it is not shown, the account that Joinery signs in with has lost its right to read, or the base is not a domain. An empty answer of such a directory is no proof that somebody is absent.',
    message: (p) =>
      `${p['server']} does not show krbtgt below ${p['base']}, so its answers cannot be trusted. Nothing was changed.`,
    hint: () => 'Check ad.base in joinery.yaml and that the account of ad.user may read the domain',
  },
  'plan/unknown-person': {
    title: 'Nobody has this employee number or user principal name',
    category: 'input',
    about:
      'A manager or successor is named by employeeId, UPN or mail address, and neither the directory nor the same input has an account with it.',
    message: (p) => `${p['field']}: no account has "${p['reference']}". Nothing was changed.`,
    hint: (p) =>
      `Give the employeeId, the user principal name or the mail address of an existing account, or leave ${p['field']} empty.`,
  },
  'plan/ambiguous-person': {
    title: 'Two accounts fit this employee number or user principal name',
    category: 'refused',
    about:
      'A manager or successor has to be one account. Where two carry the same key, only a person can say which is meant.',
    message: (p) => `${p['field']}: "${p['reference']}" fits ${p['names']}. Nothing was changed.`,
    hint: () =>
      `Give the distinguished name or the user principal name of the one that is meant, or mend the key of the other.`,
  },
  'plan/same-person': {
    title: 'Somebody is named to take over from oneself',
    category: 'input',
    about:
      'What a leaver has (direct reports, mail, files) goes to somebody else. The successor that the input names is the very person it is about.',
    message: (p) => `${p['field']}: "${p['reference']}" is ${p['person']}, whom this is about. Nothing was changed.`,
    hint: (p) => `Name a colleague, such as the manager, or leave ${p['field']} empty.`,
  },
  'plan/no-free-name': {
    title: 'No user name is free',
    category: 'refused',
    about: 'Every candidate of naming.yaml, and the last one with hundreds of numbers, is taken in some directory.',
    message: (p) => `${p['tried']} user names were tried for ${p['person']}, and all are taken. Nothing was changed.`,
    hint: () => 'Add candidates to naming.yaml; the note of the plan says who has the names that were tried.',
  },
  'plan/no-account': {
    title: 'The person has no account',
    category: 'input',
    about:
      'A step works on an existing account, but no account carries the employee number of the person, and no step before makes one.',
    message: (p) => `${p['person']} (${p['key']}) has no account in ${p['system']}. Nothing was changed.`,
    hint: () =>
      'Check the employeeId, and that the account carries it in the attribute that key: in joinery.yaml names.',
  },
  'plan/privileged-group': {
    title: 'The group gives control over the directory',
    category: 'refused',
    about:
      'Groups such as Domain Admins, whatever their name in the language of the domain, and every group nested in one of them, are not granted by a playbook alone: whoever may write a playbook would otherwise be able to make an administrator.',
    message: (p) =>
      `Membership of ${p['group']} gives control over the directory. New privileges are refused; nothing was changed.`,
    hint: () =>
      'Take the group out of the playbook or of roles.yaml, grant it by hand with your own privileged account, or let policy.yaml name it (privilege), with the approval of a second person.',
  },
  'plan/key-attribute': {
    title: 'A playbook sets the attribute that ties people to accounts',
    category: 'input',
    about:
      'The attribute named under key: in joinery.yaml says whose account it is. Joinery writes it once, with a new account; a playbook that set it could give somebody the account of another.',
    message: (p) =>
      `${p['attribute']} ties people to their accounts and is not set by a playbook. Nothing was changed.`,
    hint: () => 'Take it out of the playbook; a new account gets it by itself.',
  },
  'plan/no-password': {
    title: 'A new account without a password cannot be enabled',
    category: 'input',
    about: 'Active Directory enables an account only once it has a password that meets the policy.',
    message: (p) =>
      `${p['person']} gets a new account, which cannot be enabled without a password. Nothing was changed.`,
    hint: () => 'Write password: generated beside enabled: true, and hand the password over with handover.secret.',
  },
  'plan/unknown-group': {
    title: 'No group has this name',
    category: 'input',
    about:
      'A playbook or roles.yaml names a group that the directory does not have. Groups are never made by accident.',
    message: (p) => `No group in ${p['system']} is called "${p['group']}". Nothing was changed.`,
    hint: (p) =>
      p['like']
        ? `Did you mean "${p['like']}"?`
        : 'Check the spelling in the playbook and in roles.yaml: joinery check --online',
  },
  'plan/ambiguous-group': {
    title: 'Two groups have this name',
    category: 'refused',
    about:
      'A name stands for exactly one group. Display names of Entra groups and common names of AD groups are not unique.',
    message: (p) => `"${p['group']}" fits ${p['groups']}. Nothing was changed.`,
    hint: () => 'Name the group by its id (objectGUID or Entra id), or in Active Directory by its distinguished name.',
  },
  'plan/no-such-ou': {
    title: 'The organisational unit does not exist',
    category: 'input',
    about: 'A playbook or roles.yaml names an OU that the directory does not have. OUs are never made by accident.',
    message: (p) => `There is no ${p['ou']}. Nothing was changed.`,
    hint: () => 'Check the spelling in the playbook and in roles.yaml, or make the OU.',
  },
  'plan/group-not-writable': {
    title: 'The members of this group are not changed in Entra',
    category: 'input',
    about:
      'Dynamic groups follow a rule, synchronised groups are mastered in Active Directory, distribution lists in Exchange, and members of role-assignable groups are administrators.',
    message: (p) =>
      `Nobody can be added to or removed from "${p['group']}" here: ${p['because']}. Nothing was changed.`,
    hint: () => 'Name another group in the playbook or in roles.yaml.',
  },
  'plan/mastered-in-ad': {
    title: 'The property comes from Active Directory',
    category: 'input',
    about:
      'What is synchronised from Active Directory can only be changed there; Entra refuses the write, and the next synchronisation would take it back.',
    message: (p) => `${p['properties']} of ${p['account']} comes from Active Directory. Nothing was changed.`,
    hint: () => 'Use ad.attributes in the playbook.',
  },
  'plan/delete-in-ad': {
    title: 'The account is deleted in Active Directory',
    category: 'input',
    about:
      'An account that is synchronised from Active Directory is deleted there; Entra Connect then deletes it in Entra. Deleted in Entra alone it would come back with the next synchronisation.',
    message: (p) => `${p['account']} comes from Active Directory and is not deleted in Entra. Nothing was changed.`,
    hint: () => 'Put ad.delete before entra.delete in the playbook, or take entra.delete out of it.',
  },
  'plan/nothing-to-restore': {
    title: 'There is no deleted account to bring back',
    category: 'input',
    about:
      'Entra keeps a deleted account for 30 days, found by the employee number of the person. After that, or where somebody has deleted it for good, it is gone.',
    message: (p) =>
      `${p['person']} (${p['key']}) has no Entra account, and none with this employeeId is among the deleted ones. Nothing was changed.`,
    hint: () =>
      'Entra keeps deleted accounts for 30 days. If it was longer ago, make a new account: entra.account, or the onboard playbook.',
  },
  'plan/two-deleted-accounts': {
    title: 'Two deleted accounts carry the key of one person',
    category: 'refused',
    about:
      'Among the deleted users several have the employee number of the person. Only a person can say which is right.',
    message: (p) => `${p['person']} (${p['key']}) has several deleted accounts: ${p['accounts']}. Nothing was changed.`,
    hint: () => 'Restore the right one by hand (Entra admin centre, Deleted users), or delete the others for good.',
  },
  'plan/restore-name-taken': {
    title: 'Somebody else has the name of the deleted account by now',
    category: 'refused',
    about:
      'A deleted account keeps its sign-in name and addresses for nobody: while it is deleted, another account may take them.',
    message: (p) => `${p['account']} cannot be restored: ${p['holder']} has ${p['name']} by now. Nothing was changed.`,
    hint: () =>
      'Give the other account another name or address first, or restore the account by hand under a new sign-in name.',
  },
  'plan/unknown-licence': {
    title: 'The tenant has no such licence',
    category: 'input',
    about: 'Licences are named by SKU part number (SPE_E3) or skuId, and the tenant has to have bought them.',
    message: (p) => `The tenant has no licence "${p['licence']}". It has: ${p['known']}. Nothing was changed.`,
    hint: (p) => (p['like'] ? `Did you mean ${p['like']}?` : 'Buy it, or name another one.'),
  },
  'plan/unknown-service-plan': {
    title: 'The licence has no such service plan',
    category: 'input',
    about: 'Service plans are parts of a licence, named as in the list of Microsoft (YAMMER_ENTERPRISE).',
    message: (p) => `${p['licence']} has no service plan "${p['plan']}". It has: ${p['known']}. Nothing was changed.`,
    hint: (p) => (p['like'] ? `Did you mean ${p['like']}?` : 'Take it out of without: in the playbook.'),
  },
  'plan/no-seats': {
    title: 'No seat of the licence is left',
    category: 'refused',
    about: 'Every seat that the tenant has bought is taken, counting the ones that this plan assigns before.',
    message: (p) =>
      `${p['licence']}: ${p['consumed']} of ${p['enabled']} seats are taken${p['status'] === 'Enabled' ? '' : ` (${p['status']})`}. Nothing was changed.`,
    hint: () => 'Buy seats, take the licence from somebody who does not need it, or name another one.',
  },
  'plan/no-usage-location': {
    title: 'The account has no usage location',
    category: 'input',
    about: 'Entra assigns a licence only to a user of whom it knows in which country the services are used.',
    message: (p) => `${p['account']} has no usage location, so no licence can be assigned. Nothing was changed.`,
    hint: () =>
      'Give the person a country (or usageLocation), and set it before the licences: entra.attributes: { usageLocation: "${{ person.country }}" }',
  },
  'plan/guard-refused': {
    title: 'A guard refuses the plan',
    category: 'refused',
    about: 'Guards look at the whole plan: whether somebody has to approve it, and how many people it could hurt.',
    message: (p) => `${p.because ?? p.guard}. Nothing was changed.`,
    hint: (p) => String(p.hint ?? 'Look at the plan with --dry-run.'),
  },
  'plan/needs-approval': {
    title: 'The plan has to be approved',
    category: 'refused',
    about:
      'A guard stops the plan until enough people have approved exactly this plan. Who asked for it does not count where policy.yaml or the guard wants a second person; the same user at another machine is the same person.',
    message: (p) => `${p.because ?? p.guard}. Nothing was changed.`,
    hint: (p) =>
      String(
        p.hint ??
          'Save the plan with --out plan.json, have it approved with joinery approve, then: joinery apply plan.json',
      ),
  },
  'plan/stale': {
    title: 'The directory has moved since the plan was made',
    category: 'refused',
    about:
      'Everything that planning read is read again before a plan is applied. Where an answer differs, what was approved is not what would happen, so the plan is refused.',
    message: (p) =>
      `${p.count} of the ${p.reads} things that the plan was made from read otherwise: ${p.what}. Nothing was changed.`,
    hint: () => 'Make the plan again and look at it once more.',
  },
  'plan/tampered': {
    title: 'The plan file was altered',
    category: 'refused',
    about:
      'A saved plan carries a hash over all of it. A file whose content does not fit its hash, or that is no plan any more, is refused.',
    message: (p) => `${p.file} is not the plan that was saved: ${p.why}. Nothing was changed.`,
    hint: () => 'Make the plan again.',
  },
  'plan/expired': {
    title: 'The plan is too old',
    category: 'refused',
    about: 'A plan may be applied for 7 days, and for 24 hours where it locks somebody out or deletes data.',
    message: (p) => `The plan expired at ${p.at}. Nothing was changed.`,
    hint: () => 'Make the plan again.',
  },
} satisfies FaultCatalogue

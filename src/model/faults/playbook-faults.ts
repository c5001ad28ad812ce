import type { FaultCatalogue } from './fault-record.ts'

const suggestion = (meant: string | number | undefined, known: string | number | undefined): string =>
  meant ? `Did you mean "${meant}"?` : known ? `Known here: ${known}.` : 'Nothing is known here.'

export const playbookFaults = {
  'playbook/unknown-key': {
    title: 'A key is not known here',
    category: 'input',
    about: 'A key that nobody reads is most often a slip of the pen, so it is refused rather than ignored.',
    message: (p) => `"${p.key}" is not known ${p.in}.`,
    hint: (p) => suggestion(p.meant, p.known),
  },
  'playbook/unknown-verb': {
    title: 'A step asks for a verb that does not exist',
    category: 'input',
    about:
      'A step is one verb, such as ad.groups, beside id, title, when, for-each, needs and if-fails. joinery steps lists the verbs.',
    message: (p) => `There is no step "${p.verb}".`,
    hint: (p) => (p.meant ? `Did you mean "${p.meant}"?` : 'joinery steps lists every verb with examples.'),
  },
  'playbook/one-verb': {
    title: 'A step does not have exactly one verb',
    category: 'input',
    about:
      'A step is one verb and its input. Two verbs are two steps, so that each can be shown, skipped and undone by itself.',
    message: (p) => (p.verbs ? `This step has several verbs: ${p.verbs}.` : 'This step has no verb.'),
    hint: (p) =>
      p.verbs
        ? 'Make a step of each: begin a line with "- " before the second verb.'
        : 'Add a verb, such as ad.groups: { add: [Sales] }. joinery steps lists them.',
  },
  'playbook/wrong-value': {
    title: 'A value is missing or is not of the right form',
    category: 'input',
    about:
      'Each key takes values of a certain form. Where a value comes from an expression, the form is checked again when a plan is made.',
    message: (p) => `${p.name}: ${p.what}.`,
    hint: (p) => `${p.hint}`,
  },
  'playbook/expression': {
    title: 'An expression cannot be read or is not allowed',
    category: 'input',
    about:
      'What stands between ${{ and }} is an expression in CEL. It has no clock, files or environment, and its size and loops are limited.',
    message: (p) => `The expression cannot be used: ${p.text}.`,
    hint: () => 'Correct the expression. src/playbook/README.md lists the names and functions.',
  },
  'playbook/type': {
    title: 'An expression gives or uses a value of the wrong type',
    category: 'input',
    about:
      'Every expression is checked against the types of what it uses and of where its result goes, before anything runs.',
    message: (p) => `The types do not fit: ${p.text}.`,
    hint: (p) =>
      `${p.hint ?? 'string(…) makes text of a number, .join(", ") makes text of a list, [ … ] makes a list of a text.'}`,
  },
  'playbook/unknown-name': {
    title: 'An expression uses a name that does not exist',
    category: 'input',
    about:
      'Expressions see person, account, ad, organisation, roles, let, steps and, with for-each, item. Their fields are known beforehand.',
    message: (p) => `"${p.name}" is not known ${p.in}.`,
    hint: (p) => suggestion(p.meant, p.known),
  },
  'playbook/unknown-step': {
    title: 'A step is named that is not there',
    category: 'input',
    about: 'needs: and steps.<id> name steps that stand before. A step has the id it is given, or else its verb.',
    message: (p) => `There is no step "${p.step}" here: ${p.why}.`,
    hint: (p) => suggestion(p.meant, p.known),
  },
  'playbook/duplicate-id': {
    title: 'Two steps have one id',
    category: 'input',
    about: 'Ids tell the steps apart in plans, in the journal and in expressions.',
    message: (p) => `The id "${p.id}" was given before, at line ${p.line}.`,
    hint: () => 'Give one of the two another id.',
  },
  'playbook/always-true': {
    title: 'A condition is always true',
    category: 'input',
    about: 'Fields that HR left out are empty text or empty lists, so has() finds all of them.',
    message: (p) =>
      `has(${p.path}) is true for everybody, because a field without a value is empty here and not missing.`,
    hint: (p) => `Write: ${p.instead}`,
  },
  'playbook/evaluation': {
    title: 'An expression fails on the values of this person',
    category: 'input',
    about:
      'The expression fits its types, but not these values: a key of extra that is missing, a text that is too short, a number too large.',
    message: (p) => `The expression has no result here: ${p.text}. Nothing was changed.`,
    hint: () => 'Correct the input, or give a value for such cases: default(person.extra.badge, "none").',
  },
  'playbook/privileged': {
    title: 'A playbook names a group, role or place that gives control over everything',
    category: 'refused',
    about:
      'Administrators of the domain or the tenant, and whatever leads to that, are granted by people and never by a playbook, unless policy.yaml lists the name.',
    message: (p) => `"${p.name}" is ${p.what}. Playbooks do not touch it.`,
    hint: () =>
      'Take it out. If this organisation wants it, list the name under privilege: in policy.yaml, where a second person approves each use.',
  },
  'roles/unknown-value': {
    title: 'A person has a value for which roles.yaml has no rule',
    category: 'input',
    about:
      'Where roles.yaml has a heading such as department:, every value that people have must stand under it; an unknown one is a mistake and not an empty answer. "*" under a heading stands for all others.',
    message: (p) => `${p.person}: the ${p.field} "${p.value}" does not stand in ${p.file}. Nothing was changed.`,
    hint: (p) =>
      p.meant
        ? `Did you mean "${p.meant}"? If it is right, add it to ${p.file} under ${p.field}:.`
        : `Known: ${p.known}. If it is right, add it to ${p.file} under ${p.field}:.`,
  },
  'roles/conflict': {
    title: 'Two rules give a person different places',
    category: 'input',
    about:
      'Groups and licences add up, but an account has one OU. A rule under everyone: gives way to any other; two others have to agree, unless one says without: { ou: true }.',
    message: (p) =>
      `${p.person}: the OU is ${p.first} ${p.firstWhy} and ${p.second} ${p.secondWhy}. Nothing was changed.`,
    hint: (p) => `Keep one of the two in ${p.file}, or write without: { ou: true } beside the one that counts.`,
  },
  'naming/no-name': {
    title: 'No user name can be made for a person',
    category: 'input',
    about: 'The expressions of naming.yaml give no usable text for this person.',
    message: (p) => `${p.person}: ${p.what} of naming.yaml gives no usable name (${p.text}). Nothing was changed.`,
    hint: () => 'Correct naming.yaml, or give the person latinGivenName and latinSurname.',
  },
  'playbook/name-differs': {
    title: 'Folder and name of the playbook differ',
    category: 'input',
    about:
      'A playbook is called by its folder on the command line and by its name in plans and runs; both have to be the same.',
    message: (p) => `The playbook in the folder ${p.folder} is called "${p.name}".`,
    hint: (p) => `Write  name: ${p.folder}  or rename the folder.`,
  },
} satisfies FaultCatalogue

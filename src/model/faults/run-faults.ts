import type { FaultCatalogue } from './fault-record.ts'

export const runFaults = {
  'run/journal-not-writable': {
    title: 'The journal cannot be written',
    category: 'journal',
    about:
      'Every write to a directory is recorded before it is sent, so that a crash leaves no doubt. When the record cannot be made (disk full, no right to write, a folder that others can read), nothing more is sent.',
    message: (p) => `The journal ${p['file']} cannot be written: ${p['why']}. No request was sent after that.`,
    hint: (p) => {
      const mend =
        p['server'] === undefined
          ? 'Make room or set the rights of the state folder (chmod 700)'
          : 'See to it that the database can be reached and written'
      return p['run'] === undefined
        ? `${mend}, then run the same command again.`
        : `${mend}, then: joinery resume ${p['run']}`
    },
  },
  'run/journal-corrupt': {
    title: 'The journal is damaged',
    category: 'journal',
    about:
      'The file that holds the records of runs is no database of Joinery, or parts of it cannot be read. Nothing is sent while that is so.',
    message: (p) => `The journal ${p['file']} cannot be read: ${p['why']}. No request was sent.`,
    hint: () =>
      'Restore the state folder from a backup, or move the file away and start a new journal. Keep the damaged one: it is evidence.',
  },
  'run/journal-newer': {
    title: 'The journal was written by a newer version',
    category: 'journal',
    about: 'The journal has a layout that this version does not know. An older version must not write into it.',
    message: (p) =>
      `The journal ${p['file']} has layout ${p['found']}; this version knows layouts up to ${p['known']}. No request was sent.`,
    hint: () => 'Use the newer version of Joinery, or another state folder.',
  },
  'run/secret-in-plan': {
    title: 'The plan contains a secret',
    category: 'refused',
    about:
      'A value of the plan equals a secret that Joinery knows, such as the password it signs in with. Plans and journals are readable records, so such a plan is not recorded and not applied.',
    message: (p) => `The plan ${p['plan']} contains the value of a secret. Nothing was changed.`,
    hint: () => 'Take the secret out of the input or the playbook, and change it: it may have been seen.',
  },
  'run/unknown-run': {
    title: 'There is no such run',
    category: 'usage',
    about: 'The journal in the configured state folder has no run with this id.',
    message: (p) => `The journal has no run ${p['run']}. Nothing was changed.`,
    hint: () => 'See which there are: joinery runs list',
  },
  'run/already-started': {
    title: 'The run has started before',
    category: 'refused',
    about: 'A run is applied once. After a crash or a park it is resumed, so that what was done is not done twice.',
    message: (p) => `Run ${p['run']} has started before. Nothing was changed.`,
    hint: (p) => `Go on with it: joinery resume ${p['run']}`,
  },
  'run/locked': {
    title: 'Another run is working on this',
    category: 'locked',
    about:
      'A person is changed by one run at a time, and a run is worked on by one process at a time. Who works renews its claim; when a process dies, its claim runs out within a minute, and a resume of the same run takes it over at once.',
    message: (p) =>
      `${p['what']}: ${p['by'] === p['run'] ? 'another process' : `run ${p['by']}`} is at work until ${p['until']} at least. Nothing was changed.`,
    hint: (p) =>
      `To wait for it: --lock-timeout 5m. To look at it: joinery runs show ${p['by']}. If its process has died: joinery resume ${p['by']}`,
  },
  'run/stopped-waiting': {
    title: 'The command was stopped while it waited',
    category: 'interrupted',
    about: 'Ctrl-C or a request to stop came while the command waited for another run to be done (--lock-timeout).',
    message: () => 'The command was stopped while it waited for another run. Nothing was changed.',
    hint: () => 'Run the same command again.',
  },
  'run/lease-lost': {
    title: 'The run was stopped for so long that it may not write any more',
    category: 'locked',
    about:
      'Before each write a run proves that its claim on the person is still the latest. One that was paused (a suspended machine, a clock that was set) finds that its claim has run out or that another run has it, and sends nothing more.',
    message: (p) =>
      `Run ${p['run']} lost its claim on ${p['name']}${p['by'] === undefined || p['by'] === p['run'] ? '' : ` to run ${p['by']}`}. It has sent nothing since; what it sent before is in the journal.`,
    hint: (p) => `See what the directory is missing and go on: joinery resume ${p['run']}`,
  },
  'run/other-directory': {
    title: 'The plan was made for another directory',
    category: 'refused',
    about:
      'A plan names the domain (by its SID) and the tenant (by its id) that it was made for. Applied to others it would be about other people.',
    message: (p) => `The plan was made for ${p['planned']}, and this is ${p['present']}. Nothing was changed.`,
    hint: () => 'Use the configuration that the plan was made with (--config), or make a new plan.',
  },
  'run/other-version': {
    title: 'The plan of the run is of another version',
    category: 'refused',
    about:
      'The journal holds the plan of each run. One in a form that this version does not know is not worked off, for it could mean something else.',
    message: (p) =>
      `The plan of run ${p['run']} has the form ${p['found']}; this version knows ${p['known']}. Nothing was changed.`,
    hint: () => 'Go on with the version of Joinery that began the run.',
  },
  'run/impossible-order': {
    title: 'The changes of the plan wait for each other',
    category: 'refused',
    about:
      'A change may need others to be made first. In this plan some of them need each other in a circle, or need a change that is not in the plan.',
    message: (p) => `The change "${p['change']}" can never be made: ${p['why']}. Nothing was changed.`,
    hint: () => 'Make the plan again. If it was not edited by hand, report this as a defect.',
  },
  'run/unknown-read': {
    title: 'The plan names a read that does not exist',
    category: 'refused',
    about:
      'A plan lists what planning read, so that it can be asked again before applying. This one was edited or made by another version.',
    message: (p) => `The plan asks ${p.system} for "${p.read}", which is no read of this version. Nothing was changed.`,
    hint: () => 'Make the plan again with this version.',
  },
  'run/not-made-yet': {
    title: 'A change points to an object that was not made',
    category: 'bug',
    about:
      'The id of an object is known when the change that makes it is done. A change that needs it was begun before that.',
    message: (p) =>
      `The id of ${p['name']} is not known, for the change that makes it was not made. This change was not sent.`,
    hint: () => 'Resume the run. If it happens again, report it as a defect.',
  },
  'run/secret-gone': {
    title: 'A generated secret is gone',
    category: 'missing',
    about:
      'Generated passwords and passes are kept in memory alone. After a crash they are gone; nobody has seen them. Joinery then makes a new one before it hands it over.',
    message: (p) =>
      `The secret made by the change ${p['change']} was kept in memory alone and is gone. It was handed to nobody.`,
    hint: () => 'Retry the run; where that cannot help, set a new password for the account.',
  },
  'run/unverified': {
    title: 'The directory does not show a change that it accepted',
    category: 'mismatch',
    about:
      'The server answered that it made the change, but reading did not show it within the time that replication may take.',
    message: (p) =>
      `The server accepted "${p['summary']}" for ${p['target']}, but ${p['seconds']} seconds later reading it back does not show that. Wanted: ${p['wanted']}; found: ${p['found']}.`,
    hint: (p) =>
      `Look at ${p['target']}. To read it again and repeat the change if it is still missing: joinery retry ${p['run']}`,
  },
  'run/not-repeated': {
    title: 'It is not known whether a message was sent',
    category: 'mismatch',
    about:
      'A mail or another message was on its way when the answer was lost or the run ended. It may have arrived, so nothing sends it again: neither joinery resume nor joinery retry. Later changes go on without it.',
    message: (p) => `Whether "${p['summary']}" arrived is not known: ${p['why']}. It is not sent again.`,
    hint: (p) => `Look ${p['look']}. If it is not, send it yourself.`,
  },
  'handover/bad-name': {
    title: 'The name of a hand-over file is not allowed',
    category: 'input',
    about:
      'The name is made of letters, digits, ".", "_" and "-", begins with a letter or digit, and is no name that Windows keeps for a device.',
    message: (p) => `The hand-over file cannot be called "${p['name']}": ${p['why']}. No file was written.`,
    hint: () => 'Give another name in the step handover.secret, then: joinery retry, with the id of the run.',
  },
  'handover/folder-not-private': {
    title: 'The hand-over folder is open to others',
    category: 'refused',
    about:
      'A secret is put only into a folder of mode 0700 that is no symbolic link, so that nobody else on this machine can read it or put a trap there.',
    message: (p) => `The secret was not handed over, because ${p['folder']} cannot be trusted: ${p['why']}.`,
    hint: (p) => `Use a folder of its own, or: chmod 700 ${p['folder']}`,
  },
  'handover/exists': {
    title: 'The hand-over file is there already',
    category: 'refused',
    about: 'A hand-over file is never overwritten: its receiver may not have read it yet.',
    message: (p) => `The secret was not handed over, because ${p['file']} is there already.`,
    hint: () => 'Move that file away, then: joinery retry, with the id of the run.',
  },
  'handover/not-writable': {
    title: 'The hand-over file cannot be written',
    category: 'refused',
    about: 'The operating system refused to make the file or to store it durably.',
    message: (p) => `The secret was not handed over, because ${p['file']} cannot be written: ${p['why']}.`,
    hint: () => 'Make room or choose another folder, then: joinery retry, with the id of the run.',
  },
  'handover/bad-recipient': {
    title: 'The public key for the hand-over is not valid',
    category: 'input',
    about: 'Secrets are encrypted to a public key of age, which begins with "age1". https://age-encryption.org',
    // What stands there may be the private key, so it is not shown.
    message: () => 'The secret was not handed over, because what is given as recipient is no public key of age.',
    hint: () => 'Make a key pair with age-keygen and put the public key into the playbook.',
  },
} satisfies FaultCatalogue

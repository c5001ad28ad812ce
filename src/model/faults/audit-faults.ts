import type { FaultCatalogue } from './fault-record.ts'

export const auditFaults = {
  'audit/broken': {
    title: 'The journal is not as it was written',
    category: 'mismatch',
    about:
      'Each record of the journal carries the hash of the one before it. A record that was altered, deleted, doubled, swapped or put in between no longer fits its neighbours; an export is held to its records to the byte.',
    message: (p) => `${p['source']} is not as it was written: ${p['why']}. The ${p['whole']} records before that are.`,
    hint: () =>
      'Keep the file as it is: it is evidence. Compare it with an export or a backup, and see who could write to the state folder.',
  },
  'audit/cut-short': {
    title: 'Records are missing at the end of the journal',
    category: 'mismatch',
    about: 'A signed head that was kept elsewhere knows of more records than there are: some were cut off.',
    message: (p) =>
      `${p['source']} has ${p['records']} records, but on ${p['at']} it had ${p['known']}. Everything from record ${p['missing']} on is missing.`,
    hint: () => 'Keep the file as it is, and restore the state folder from a backup that has the missing records.',
  },
  'audit/rewritten': {
    title: 'The journal was written anew',
    category: 'mismatch',
    about:
      'The records fit one another, but not the signed head that was kept elsewhere: somebody has altered a record and calculated all hashes again.',
    message: (p) =>
      `Record ${p['record']} of ${p['source']} has the hash ${p['hash']}, but on ${p['at']} it was ${p['known']}. That record or one before it was written anew.`,
    hint: () => 'Keep the file as it is: it is evidence. Compare it with an export or a backup from before.',
  },
  'audit/bad-head': {
    title: 'The signed head is not valid',
    category: 'mismatch',
    about:
      'A signed head is what joinery audit head prints. One whose signature does not fit its content proves nothing.',
    message: (p) => `${p['source']} is no valid signed head: ${p['why']}.`,
    hint: () => 'Use the head as it was printed. Make another: joinery audit head',
  },
  'audit/other-key': {
    title: 'The head was signed with another key',
    category: 'mismatch',
    about: 'A head is signed with the key of its state folder. With --key, only one signed with that key is believed.',
    message: (p) => `${p['source']} was signed with ${p['key']}, not with ${p['wanted']}.`,
    hint: () => 'Check which installation the head is from. If the key of the state folder was replaced, ask by whom.',
  },
  'audit/bad-key': {
    title: 'The key that signs heads cannot be used',
    category: 'journal',
    about:
      'Heads of the journal are signed with an Ed25519 key, made on first use and kept in the state folder for its owner alone.',
    message: (p) => `The key ${p['file']} cannot be used: ${p['why']}. Nothing was signed.`,
    hint: () =>
      'Restore the file from a backup and make it private (chmod 600). Moved away, a new key is made; heads that the old one signed stay valid.',
  },
} satisfies FaultCatalogue

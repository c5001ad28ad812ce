import type { FaultCatalogue } from './fault-record.ts'

/** A state that is a PostgreSQL database; `run-faults.ts` has what a journal can meet wherever it is. */
export const stateFaults = {
  'state/bad-address': {
    title: 'The address of the database is not usable',
    category: 'input',
    about:
      'The state is a PostgreSQL database, whose address is a secret: postgres://user:password@host:port/database, with ?sslrootcert=FILE where an own authority signed its certificate.',
    message: (p) => `The address of the database of the state is not usable: ${p['why']}. Nothing was changed.`,
    hint: () =>
      'Write it like  postgres://joinery:PASSWORD@db.contoso.com:5432/joinery  into the place that state.postgres names.',
  },
  'state/not-encrypted': {
    title: 'The connection to the database would not be safe',
    category: 'refused',
    about:
      'The journal tells whom an organisation hires and dismisses, so it never crosses a network in clear text or to a server that has not proved its name.',
    message: (p) =>
      `The address of the database at ${p['server']} has sslmode=${p['mode']}, with which others could read along. Nothing was sent.`,
    hint: () =>
      'Take sslmode out of the address, or write sslmode=verify-full; name an own authority with sslrootcert=FILE.',
  },
  'state/not-trusted': {
    title: 'The certificate of the database server is not trusted',
    category: 'unreachable',
    about:
      'The database server offers no encryption, or a certificate that this machine does not trust or that is for another name.',
    message: (p) => `The database server ${p['server']} could not prove who it is: ${p['why']}. Nothing was sent.`,
    hint: () =>
      'Name the PEM file of the authority that signed its certificate: add  ?sslrootcert=/path/ca.pem  to the address.',
  },
  'state/unreachable': {
    title: 'The database of the state cannot be reached',
    category: 'unreachable',
    about: 'Without its journal Joinery does nothing, for nobody would know later what it did.',
    message: (p) => `The database ${p['server']} cannot be reached: ${p['why']}. Nothing was changed.`,
    hint: () =>
      'Check that the server runs and that this machine may connect to it (pg_hba.conf, firewall), then run the same command again.',
  },
  'state/sign-in-refused': {
    title: 'The database refused the sign-in',
    category: 'denied',
    about:
      'User or password in the address of the database are wrong, or the server does not let this user in from this machine.',
    message: (p) => `The database ${p['server']} refused the sign-in: ${p['why']}. Nothing was changed.`,
    hint: () => 'Check user and password in the address, and pg_hba.conf of the server.',
  },
  'state/no-right': {
    title: 'The database user has too few rights',
    category: 'denied',
    about:
      'The schema joinery is made by whoever owns it; the daily user may read and append records, and write leases, schedules and feeds. src/store/postgres/README.md has the grants.',
    message: (p) =>
      `The user of the database ${p['server']} may not do that: ${p['why']}. No request was sent after that.`,
    hint: (p) =>
      p['run'] === undefined
        ? 'Run  joinery state prepare  once as the owner of the schema (its address in place of the daily one), and grant the daily user what it prints.'
        : `Grant the user its rights on the schema joinery, then: joinery resume ${p['run']}`,
  },
  'state/no-database': {
    title: 'There is no such database',
    category: 'input',
    about: 'Joinery makes its schema and tables, but not the database.',
    message: (p) => `The server has no database ${p['server']}. Nothing was changed.`,
    hint: () => 'Make it:  createdb --encoding UTF8 --template template0 joinery',
  },
  'state/unfit': {
    title: 'The database server cannot keep a journal',
    category: 'journal',
    about: 'A record has to survive a loss of power, and every letter of a name has to come back as it was.',
    message: (p) => `The database ${p['server']} cannot keep the journal: ${p['why']}. Nothing was changed.`,
    hint: () => 'Change the server, or name another database in state.postgres.',
  },
  'state/no-team': {
    title: 'The state is not shared',
    category: 'usage',
    about:
      'Workers on several machines share journal, schedule and queue in one PostgreSQL database. An embedded state is worked on by joinery serve or joinery schedule work.',
    message: () => 'joinery worker needs a state in PostgreSQL, and joinery.yaml names a folder. Nothing was changed.',
    hint: () =>
      'Write  state: { postgres: { env: DATABASE_URL } }  into joinery.yaml and run  joinery state migrate; or use  joinery schedule work',
  },
  'state/nothing-to-move': {
    title: 'There is no embedded state to move',
    category: 'input',
    about:
      'joinery state migrate moves the database joinery.db of a state folder into PostgreSQL. A team that begins with PostgreSQL has none and needs none.',
    message: (p) => `${p['folder']} holds no joinery.db. Nothing was changed.`,
    hint: () => 'Name the folder of the embedded state:  state: { postgres: …, folder: .joinery }  in joinery.yaml.',
  },
  'state/no-target': {
    title: 'It is not said where the state is to go',
    category: 'usage',
    about:
      'The target is the PostgreSQL database that joinery.yaml names, or the one of --to. Its address is a secret, so only the place of the address is written down.',
    message: (p) => `joinery state migrate does not know where to: ${p['why']}. Nothing was changed.`,
    hint: () =>
      'Write  state: { postgres: { env: DATABASE_URL } }  into joinery.yaml, or give --to env:DATABASE_URL (or file:PATH, keyring:SERVICE/ACCOUNT, vault:URL).',
  },
  'state/runs-active': {
    title: 'Runs are at work',
    category: 'locked',
    about:
      'A state is moved only while nobody writes into it. A run that a dead process left behind holds its leases for half a minute at most.',
    message: (p) =>
      `The state was not moved, because runs are at work: ${p['runs']} (until ${p['until']} at least). Nothing was changed.`,
    hint: () =>
      'Stop joinery serve and scheduled jobs, wait until the runs have ended, then run the same command again.',
  },
  'state/not-empty': {
    title: 'The database holds another state already',
    category: 'refused',
    about: 'Two histories cannot be joined into one chain, so a state is moved only into an empty schema.',
    message: (p) =>
      `The database ${p['server']} holds a state already (${p['records']} records), which is not this one. Nothing was changed.`,
    hint: () =>
      'Name an empty database. Where this one may go:  drop schema joinery cascade  (export its audit first).',
  },
  'state/arrived-otherwise': {
    title: 'The state did not arrive as it was sent',
    category: 'journal',
    about:
      'After copying, everything is read back and compared: every record with its hash, every lease, schedule and feed.',
    message: (p) =>
      `What ${p['server']} holds is not what ${p['from']} holds. The embedded state was not changed, and is still the one that counts unless it was moved before.`,
    hint: () =>
      'Check the database server, empty the schema joinery, and run the same command again. joinery audit verify tells what is whole.',
  },
  'state/moved': {
    title: 'The state was moved to a database',
    category: 'refused',
    about:
      'joinery state migrate moved this embedded state into PostgreSQL. It takes no records any more, for it would have two histories.',
    message: (p) => `The state of ${p['file']} was moved to ${p['server']}. Nothing was changed.`,
    hint: () => 'Name the database in joinery.yaml:  state: { postgres: { env: DATABASE_URL } }',
  },
} satisfies FaultCatalogue

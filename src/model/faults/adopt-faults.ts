import type { FaultCatalogue } from './fault-record.ts'

/** What goes wrong when existing accounts are to be given the keys of people. Nothing is changed by any of these. */
export const adoptFaults = {
  'adopt/not-decisions': {
    title: 'The file is no file of decisions',
    category: 'input',
    about:
      'The command joinery adopt FEED writes a CSV file with a heading that it reads back. A file without this heading, or one whose columns were removed, says nothing that could be relied on.',
    message: ({ file, column }) =>
      column === undefined
        ? `${file} has no heading with "decision" in it. Nothing was changed.`
        : `${file} has no column "${column}". Nothing was changed.`,
    hint: () => 'Name the file that joinery adopt FEED has written, with all of its columns.',
  },
  'adopt/bad-decision': {
    title: 'A decision is none of those that there are',
    category: 'input',
    about: 'A row is decided with adopt or no, and left for another day where the cell is empty.',
    message: ({ decision }) => `"${decision}" is no decision. Nothing was changed.`,
    hint: ({ meant }) =>
      meant === undefined ? 'Write adopt, write no, or leave the cell empty.' : `Did you mean "${meant}"?`,
  },
  'adopt/unknown-person': {
    title: 'A decision is about nobody of the feed',
    category: 'input',
    about:
      'The person of a row is named by the employeeId in parentheses, or by that alone, and has to be in the feed that is given. Spreadsheets take leading zeros away from cells that they believe to be numbers.',
    message: ({ person }) => `Nobody in the feed is "${person}". Nothing was changed.`,
    hint: ({ meant }) =>
      meant === undefined
        ? 'Give the same feed that the file was made from, or make the file anew.'
        : `Did you mean ${meant}?`,
  },
  'adopt/unknown-account': {
    title: 'A decision names no account that can be adopted',
    category: 'input',
    about:
      'The account of a row is named by its id, or in a row of your own by sign-in name, mail address or sAMAccountName. It has to be one account that is written in the directory that is its master.',
    message: ({ account, fits }) =>
      fits === undefined
        ? `No account without a key is "${account}". Nothing was changed.`
        : `"${account}" fits ${fits}. Nothing was changed.`,
    hint: () => 'Copy the id from the row of the account, or make the file anew with joinery adopt FEED.',
  },
  'adopt/row-changed': {
    title: 'A row is not as it was written, or its account has changed since',
    category: 'refused',
    about:
      'A decision holds for the account that somebody has looked at. The last cell of a row tells whether person, account and the names, addresses and state of the account are still those that were shown; sorting one column alone in a spreadsheet mixes rows up.',
    message: ({ person, account }) =>
      `${person} and ${account} are not, or no longer, what this row was made for. Nothing was changed.`,
    hint: () =>
      'Make the file anew with joinery adopt FEED and decide again. Where you mean this account for this person, empty the cells id and check and name the account in the column account.',
  },
  'adopt/decided-twice': {
    title: 'Two decisions contradict each other',
    category: 'input',
    about: 'One account is given to two people, or one person is given two accounts of one directory.',
    message: ({ who, line }) => `${who} is adopted in line ${line} already. Nothing was changed.`,
    hint: () => 'Keep one of the two rows, and write no into the other.',
  },
  'adopt/account-gone': {
    title: 'An account is not there any more',
    category: 'refused',
    about: 'The account was deleted, or can no longer be read, since somebody has decided about it.',
    message: ({ account, person }) =>
      `The account ${account}, decided to be that of ${person}, cannot be found. Nothing was changed.`,
    hint: () => 'Make the file anew with joinery adopt FEED.',
  },
  'adopt/has-key': {
    title: 'An account has a key already',
    category: 'refused',
    about: 'Adoption gives keys to accounts that have none. It never writes over one, whoever has put it there.',
    message: ({ account, attribute, key, person, own }) =>
      `${account} has the ${attribute} ${key}, and ${person} has ${own} in the feed. Nothing was changed.`,
    hint: () => 'Find out which of the two is right; a wrong key is taken away by hand.',
  },
  'adopt/key-taken': {
    title: 'Another account has this key',
    category: 'refused',
    about:
      'A key ties one person to one account of a directory. With two accounts of one key nothing could be planned for the person.',
    message: ({ key, other, person, account }) =>
      `${other} has the key ${key} of ${person}, so ${account} cannot get it. Nothing was changed.`,
    hint: () => 'Write no into this row, or take the key away from the other account by hand.',
  },
} as const satisfies FaultCatalogue

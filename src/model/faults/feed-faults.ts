import type { FaultCatalogue } from './fault-record.ts'

export const feedFaults = {
  'feed/no-people': {
    title: 'The input holds no people',
    category: 'input',
    about:
      'An input without people is more often an export that failed than an intention, so it is never taken for "nothing to do".',
    message: (p) => `${p.file} has ${p.what}. Nothing was changed.`,
    hint: () => 'Give one person as a map, a list of them under people:, or CSV rows below a heading.',
  },
  'feed/no-name': {
    title: 'A person has no name',
    category: 'input',
    about: 'A person needs givenName or surname. People with one name have only one of them.',
    message: () => 'The person has neither givenName nor surname.',
    hint: () => 'Add one of them. If the name is a word such as Null or True, put it in quotes.',
  },
  'feed/missing-input': {
    title: 'An input that the playbook needs is missing',
    category: 'input',
    about:
      'A playbook may declare inputs beyond what is known of a person. They stand under extra: of the person, or in --set NAME=VALUE on the command line.',
    message: (p) =>
      `The playbook needs ${p.name} (${p.about ? `${p.about}; ` : ''}${p.type}), and it is not given. Nothing was changed.`,
    hint: (p) =>
      p.meant
        ? `Did you mean ${p.name} where ${p.meant} stands?`
        : `Write extra: { ${p.name}: … } for the person, or add --set ${p.name}=${p.example} to the command.`,
  },
  'feed/doubled-person': {
    title: 'A person is given twice',
    category: 'input',
    about:
      'Two entries have one employeeId. Active Directory does not tell upper from lower case here, so A12 and a12 are one.',
    message: (p) => `The employeeId ${p.id} was given before, at ${p.first}. Nothing was changed.`,
    hint: () => 'Keep one of the two entries, or correct the employeeId of the other.',
  },
  'feed/something-else': {
    title: 'The input is something else than its name says',
    category: 'input',
    about:
      'A download that failed often leaves an answer of another kind under the name of the file: the sign-in page as HTML, or an error as JSON.',
    message: (p) =>
      `${p.file} is read as ${p.format}, but it is ${p.other}. It begins: ${p.beginning} Nothing was changed.`,
    hint: () =>
      'Open it to see what it says, and export it again; if it is the right file, give it the ending of its format.',
  },
  'feed/csv-syntax': {
    title: 'The quotes of a CSV file are not right',
    category: 'input',
    about:
      'A cell with a delimiter, a line break or a quote in it stands in double quotes, and a quote inside is doubled (RFC 4180).',
    message: (p) => `${p.what}. Nothing was changed.`,
    hint: () => 'Write a quote inside a cell as "", and close each quote in the row in which it was opened.',
  },
  'feed/row-width': {
    title: 'A row of a CSV file has too many or too few cells',
    category: 'input',
    about:
      'Every row has as many cells as the heading. With another number of cells the values could stand under the wrong headings.',
    message: (p) => `This row has ${p.cells} cells, and the heading has ${p.columns}. Nothing was changed.`,
    hint: () => 'Add the missing delimiters, or put a cell that has a delimiter in it into double quotes.',
  },
  'feed/too-many-columns': {
    title: 'A CSV file has more columns than a list of people can have',
    category: 'input',
    about: 'A heading of thousands of cells is no list of people.',
    message: (p) => `The heading has ${p.columns} columns; at most ${p.limit} are read. Nothing was changed.`,
    hint: () => 'Check that it is the right file.',
  },
  'feed/no-heading': {
    title: 'A column of a CSV file has no heading',
    category: 'input',
    about: 'The first row names the field of each column. A delimiter at the end of the row makes one more column.',
    message: (p) => `Column ${p.column} has no heading.`,
    hint: () => 'Name the column, or take it out (also the delimiter at the ends of the rows).',
  },
  'feed/doubled-heading': {
    title: 'Two columns of a CSV file have one heading',
    category: 'input',
    about: 'Case, blanks and underscores do not count in headings, so employeeId and Employee_ID are one.',
    message: (p) => `${p.heading} was given before, at column ${p.column} of this line.`,
    hint: () => 'Take one of the two columns out.',
  },
  'feed/no-key-column': {
    title: 'A CSV file has no column employeeId',
    category: 'input',
    about: 'People are matched by employeeId and by nothing else, so a list without it cannot be read.',
    message: () => 'There is no column employeeId. Nothing was changed.',
    hint: () => 'Name the column of the employee numbers employeeId, or map it in the settings of a feed (feed.yaml).',
  },
  'feed/unknown-column': {
    title: 'A column of a CSV file is not known',
    category: 'input',
    about: 'A column that nobody reads is most often a misspelt heading, so it is refused rather than ignored.',
    message: (p) => `The column "${p.heading}" is not known.`,
    hint: (p) =>
      p.meant
        ? `Did you mean "${p.meant}"?`
        : `Known are: ${p.known}, and extra.<name> for anything else. A feed's settings (feed.yaml) can map or ignore columns.`,
  },
  'feed/more-findings': {
    title: 'There are more findings than are shown',
    category: 'input',
    about: 'Only the first findings of an input are listed; so many of one kind have most often one cause.',
    message: (p) => `The first ${p.shown} findings are shown; there are ${p.more} more.`,
    hint: () => 'Correct the ones above, which often settles the others, and run again.',
  },
} satisfies FaultCatalogue

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
  'feed/no-records': {
    title: 'The feed has no list of people',
    category: 'input',
    about:
      'A feed is a list. An answer without one, or with an empty one, is more often an error of the HR system than an intention, so it never means that nobody is left.',
    message: (p) => `${p.file} ${p.what}. Nothing was changed.`,
    hint: (p) => `${p.hint}`,
  },
  'feed/column-missing': {
    title: 'A column that the settings name is not in the feed',
    category: 'input',
    about:
      'A column that is gone or renamed would look as if everybody had lost the value. So the whole feed is refused until the settings and the export agree.',
    message: (p) => `${p.field} comes from "${p.column}", and ${p.file} has no such column. Nothing was changed.`,
    hint: (p) => (p.meant ? `Did you mean "${p.meant}"? The columns are: ${p.known}.` : `The columns are: ${p.known}.`),
  },
  'feed/field-twice': {
    title: 'Two columns of a feed could give one field',
    category: 'input',
    about: 'Of two columns with one heading only one could count, and the feed does not say which.',
    message: (p) => `${p.field} could come from column ${p.first} or from column ${p.second}. Nothing was changed.`,
    hint: () => 'Rename or take out one of the columns, or name the right one under person: in the settings.',
  },
  'feed/incomplete': {
    title: 'The feed is not whole',
    category: 'refused',
    about:
      'A feed that says how many people it has, and has another number of them, was cut, or is one page of several. People who are not in it are not gone.',
    message: (p) => `${p.file} ${p.what}. Nothing was changed.`,
    hint: (p) => `${p.hint}`,
  },
  'feed/nothing-usable': {
    title: 'No row of the feed can be used',
    category: 'input',
    about:
      'When every row is refused, the cause is nearly always one: a wrong file, shifted columns, or settings that do not fit the export.',
    message: (p) => `None of the ${p.rows} rows of ${p.file} can be used. Row ${p.row}: ${p.why} Nothing was changed.`,
    hint: () =>
      'Check that it is the right file, and what person: in its settings (feed.yaml) says of its columns and formats; joinery feed preview shows how it is understood.',
  },
  'feed/workbook': {
    title: 'The Excel workbook cannot be read',
    category: 'input',
    about:
      'A workbook (.xlsx) is a ZIP archive of XML files. One that was cut, encrypted with a password, or saved in the old format (.xls) cannot be read.',
    message: (p) => `${p.file}: ${p.why}. Nothing was changed.`,
    hint: (p) => `${p.hint ?? 'Open it in Excel and save it as .xlsx without a password, or export it as CSV UTF-8.'}`,
  },
  'feed/as-of': {
    title: 'It is not known when the feed was made',
    category: 'input',
    about:
      'An older feed must not undo what a newer one has brought, so `asOf` says when it was made: a pointer, a column or a date.',
    message: (p) => `asOf is ${p.from}: ${p.what}. Nothing was changed.`,
    hint: () =>
      'Name the pointer or the column that has a date such as 2026-12-01T06:00:00Z, or take asOf out; then the time of the file counts.',
  },
  'feed/expression': {
    title: 'An expression of the settings of a feed has nothing to run it',
    category: 'bug',
    about: 'Expressions are compiled by the part of Joinery that runs playbooks.',
    message: (p) => `There is nothing that runs the expression of ${p.field}.`,
    hint: () => 'Report this with the settings of the feed.',
  },
  'feed/address': {
    title: 'The address of a feed cannot be used',
    category: 'input',
    about:
      'A feed is read over https alone, and without name or password in the address, which would show in logs. A redirect to another host is refused, since whoever controls it could send other people.',
    message: (p) => `${p.address}: ${p.what}. Nothing was changed.`,
    hint: (p) => `${p.hint}`,
  },
  'feed/unreachable': {
    title: 'The feed cannot be downloaded',
    category: 'unreachable',
    about: 'The HR system did not answer, or answered with an error. A feed that is missing says nothing about people.',
    message: (p) => `${p.address}: ${p.what}. Nothing was changed.`,
    hint: () => 'Look whether the HR system is up, and run again.',
  },
  'feed/denied': {
    title: 'The HR system refuses to give the feed',
    category: 'denied',
    about: 'The token of the feed is wrong or has run out, or its owner may not read the report.',
    message: (p) => `${p.address} answered ${p.status}. Nothing was changed.`,
    hint: () => 'Renew the token of the feed, or let its owner read the report.',
  },
  'feed/unknown': {
    title: 'There is no feed of this name',
    category: 'input',
    about: 'Feeds have their names under feeds: of joinery.yaml. A file is told from a name by a dot or a slash in it.',
    message: (p) => `There is no feed ${p.feed}; there are: ${p.names || 'none'}. Nothing was changed.`,
    hint: (p) =>
      p.meant ? `Did you mean ${p.meant}?` : 'Name one of them, or write the path of a file, such as ./hr.csv.',
  },
  'feed/none': {
    title: 'There is no feed to read',
    category: 'input',
    about:
      'Without a name, joinery feed sync reads every feed that joinery.yaml names under feeds: with a file or an address.',
    message: () => 'The configuration has no feed with a file or an address. Nothing was changed.',
    hint: () =>
      'Write  feeds: { hr: { file: ./hr.csv, map: ./feed.yaml } }  into joinery.yaml, or name a file: joinery feed sync hr.csv --feed feed.yaml',
  },
  'feed/only-pushed': {
    title: 'A feed is pushed and cannot be read',
    category: 'input',
    about: 'A feed with neither file nor url is one whose source pushes people by itself, over SCIM or a webhook.',
    message: (p) => `The feed ${p.feed} has neither file nor url, so there is nothing to read. Nothing was changed.`,
    hint: () =>
      'Give it one of them under feeds: of joinery.yaml, or name a file as well: joinery feed sync hr.csv --as NAME',
  },
  'feed/busy': {
    title: 'Another process is comparing feeds',
    category: 'locked',
    about:
      'Feeds are compared one at a time, because each may say whose people are whose and what is scheduled for them.',
    message: (p) =>
      `Another process is at work on feeds or their schedule, so ${p.feed} was not compared. Nothing was changed.`,
    hint: () => 'Run again when it has ended.',
  },
  'feed/more-findings': {
    title: 'There are more findings than are shown',
    category: 'input',
    about: 'Only the first findings of an input are listed; so many of one kind have most often one cause.',
    message: (p) => `The first ${p.shown} findings are shown; there are ${p.more} more.`,
    hint: () => 'Correct the ones above, which often settles the others, and run again.',
  },
} satisfies FaultCatalogue

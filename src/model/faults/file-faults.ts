import type { FaultCatalogue } from './fault-record.ts'

export const fileFaults = {
  'file/too-large': {
    title: 'The file is larger than any such file should be',
    category: 'input',
    about: 'Files have a limit of size, so that a wrong or hostile file fails at once instead of filling the memory.',
    message: (p) => `${p.file} has ${p.bytes} bytes; at most ${p.limit} are read. Nothing was changed.`,
    hint: () => 'Check that it is the right file. If it is, split it.',
  },
  'file/not-text': {
    title: 'The file is not a text file',
    category: 'input',
    about:
      'YAML, JSON and CSV are text. A spreadsheet, a PDF, a compressed file or UTF-16 without a byte order mark is not read as text.',
    message: (p) => `${p.file} is no text: ${p.why}. Nothing was changed.`,
    hint: () => 'Save it as text in UTF-8: in Excel, "Save as" and then "CSV UTF-8 (comma delimited)".',
  },
  'file/encoding': {
    title: 'The file has bytes that are not text in its encoding',
    category: 'input',
    about:
      'Text is read as UTF-8, as UTF-16 if it begins with a byte order mark, or in the encoding that was named. An encoding is never guessed, for a wrong guess would change names.',
    message: (p) => `${p.file}: byte ${p.offset} (0x${p.byte}) is not ${p.encoding}. Nothing was changed.`,
    hint: (p) =>
      `Save the file as UTF-8 (in Excel: "CSV UTF-8"), or name its encoding in the feed's settings, for example:  encoding: ${p.suggest}`,
  },
  'file/unknown-encoding': {
    title: 'The encoding is not known',
    category: 'input',
    about:
      'Encodings are named as in the WHATWG Encoding Standard: utf-8, utf-16le, windows-1252, iso-8859-2 and so on.',
    message: (p) => `"${p.encoding}" is no encoding that is known here.`,
    hint: () => 'Write for example:  encoding: windows-1252',
  },
  'file/empty': {
    title: 'The file is empty',
    category: 'input',
    about:
      'A file without content is more often an export that failed than an intention, so it is never taken for "nothing to do".',
    message: (p) => `${p.file} has no content. Nothing was changed.`,
    hint: () => 'Check the program that writes the file, and run again when it has content.',
  },
  'file/syntax': {
    title: 'The file is not well-formed',
    category: 'input',
    about: 'The text does not follow the rules of YAML 1.2 or of JSON.',
    message: (p) => `${p.what}.`,
    hint: (p) => `${p.hint}`,
  },
  'file/too-deep': {
    title: 'The file is nested too deeply',
    category: 'input',
    about: 'Maps and lists may lie inside one another 20 levels deep.',
    message: (p) => `Maps and lists are nested more than ${p.limit} levels deep here.`,
    hint: () => 'Flatten it. No file of Joinery needs more than 10 levels.',
  },
  'file/too-many-values': {
    title: 'The file has too many values',
    category: 'input',
    about: 'A YAML file may have 10,000 values (entries of maps and items of lists).',
    message: (p) => `There are more than ${p.limit} values in ${p.file}.`,
    hint: () => 'Split the file. For long lists of people use CSV, which has no such limit.',
  },
  'file/yaml-feature': {
    title: 'The file uses a part of YAML that is not allowed',
    category: 'input',
    about:
      'Anchors, aliases, tags, merge keys, directives and several documents in one file are refused: they let a small file stand for something else than it shows.',
    message: (p) => `${p.what} not allowed.`,
    hint: (p) => `${p.hint}`,
  },
  'file/control-character': {
    title: 'There is a control character in the file',
    category: 'input',
    about:
      'Control characters and lone surrogates cannot stand in YAML. They come from copying out of a terminal or from a damaged export.',
    message: (p) => `There is an invisible character U+${p.code} here.`,
    hint: () => 'Delete it: place the cursor behind it and press backspace.',
  },
  'file/doubled-key': {
    title: 'A key stands twice in one map',
    category: 'input',
    about: 'Of two values for one key only one could count, and the file does not say which.',
    message: (p) => `The key "${p.key}" was given before, at line ${p.line}.`,
    hint: () => 'Keep one of the two.',
  },
  'file/forbidden-key': {
    title: 'A key has a name that is not allowed',
    category: 'input',
    about:
      '__proto__, constructor and prototype have a meaning of their own in JavaScript, and no file needs them. An empty key, or one that is a list or a map, names nothing.',
    message: (p) => `${p.what} cannot be a key.`,
    hint: () => 'Use another name for the key, or take the line out.',
  },
  'file/inexact-number': {
    title: 'A number cannot be kept exactly',
    category: 'input',
    about:
      'Whole numbers of more than 15 digits lose digits, and infinities or "not a number" are no values. Long numbers are nearly always identifiers, and those are text.',
    message: (p) => `The number ${p.raw} cannot be kept exactly.`,
    hint: (p) => `If it is an identifier, write it in quotes: "${p.raw}".`,
  },
  'file/unknown-key': {
    title: 'A key is not known',
    category: 'input',
    about: 'A key that nobody reads is most often a slip of the pen, so it is refused rather than ignored.',
    message: (p) => `"${p.key}" is not known ${p.in}.`,
    hint: (p) => (p.meant ? `Did you mean "${p.meant}"?` : `Known here: ${p.known}.`),
  },
  'file/wrong-value': {
    title: 'A value is missing or is not of the right form',
    category: 'input',
    about: 'Each key takes values of a certain form; the message says which.',
    message: (p) => `${p.name}: ${p.what}.`,
    hint: (p) => `${p.hint}`,
  },
} satisfies FaultCatalogue

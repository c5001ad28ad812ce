import type { AddCommand } from './add-command.ts'

/** `joinery check [playbook...]`, `joinery steps [NAME]`, `joinery explain CODE`, `joinery permissions [playbook...]` */
export const check: AddCommand = (parser, ask) =>
  parser
    .command(
      'check [playbooks..]',
      'Check playbooks, roles and naming without any directory',
      (own) =>
        own
          .positional('playbooks', {
            type: 'string',
            array: true,
            default: [],
            describe: 'Names or paths; all when left out',
          })
          .option('online', {
            type: 'boolean',
            default: false,
            describe: 'Also look whether groups, OUs and licences exist',
          }),
      ({ playbooks, online }) => ask({ do: 'check', playbooks, online }),
    )
    .command(
      'steps [name]',
      'The step catalogue',
      (own) => own.positional('name', { type: 'string', describe: 'A verb, such as ad.groups' }),
      ({ name }) => ask({ do: 'steps', verb: name ?? null }),
    )
    .command(
      'explain [code]',
      'What a fault means and what to do',
      (own) => own.positional('code', { type: 'string', describe: 'A code, such as ad/name-taken; all when left out' }),
      ({ code }) => ask({ do: 'explain', code: code ?? null }),
    )
    .command(
      'permissions [playbooks..]',
      'The least rights that playbooks need',
      (own) =>
        own.positional('playbooks', {
          type: 'string',
          array: true,
          default: [],
          describe: 'Names or paths; all when left out',
        }),
      ({ playbooks }) => ask({ do: 'permissions', playbooks }),
    )

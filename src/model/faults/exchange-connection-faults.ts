import type { FaultCatalogue } from './fault-record.ts'

const OTHER_DRIVER =
  'Use the supported driver: exchange: { driver: pwsh }, or do these changes by hand with driver: none.'

/** Faults about reaching Exchange Online. Parameters: `doing` (what was tried), `state` (of Exchange afterwards), `detail`. */
const connectionFaults = {
  'exchange/unreachable': {
    title: 'Exchange Online cannot be reached',
    category: 'unreachable',
    about:
      'No connection came about, it broke, or Exchange answered with a server error. Reads are tried again before this is reported; a write is sent once.',
    message: (p) => `Exchange Online could not be reached while ${p['doing']}: ${p['detail']}. ${p['state']}`,
    hint: (p) =>
      String(
        p['advice'] ??
          'Check the network and https://status.cloud.microsoft, then try again: joinery resume continues a run.',
      ),
  },
  'exchange/silent': {
    title: 'Exchange Online does not answer',
    category: 'unreachable',
    about: 'A connection was there, but no answer came in time.',
    message: (p) => `Exchange Online did not answer within ${p['seconds']} seconds while ${p['doing']}. ${p['state']}`,
    hint: () => 'Check proxies and firewalls in between, then try again: joinery resume continues a run.',
  },
  'exchange/throttled': {
    title: 'Exchange Online asks to slow down',
    category: 'throttled',
    about: 'Exchange limits how much one application may ask for. The cmdlet was not carried out.',
    message: (p) =>
      `Exchange Online asks to wait ${p['seconds']} seconds before ${p['doing']} is tried again. Nothing was changed.`,
    hint: () =>
      'Nothing to do: a run waits by itself. If it happens often, see which other tools work on the same organisation.',
  },
  'exchange/token-refused': {
    title: 'Exchange Online does not accept the access token',
    category: 'denied',
    about:
      'Signing in worked, but Exchange answered 401: the application lacks the permission Exchange.ManageAsApp, or the token is for another tenant or cloud.',
    message: (p) =>
      `Exchange Online refused the access token while ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () =>
      'Give the application the permission Exchange.ManageAsApp (Office 365 Exchange Online) with the consent of an administrator, and check tenant: and cloud: in joinery.yaml.',
  },
  'exchange/denied': {
    title: 'Exchange Online does not permit this',
    category: 'denied',
    about:
      'The application has no Exchange role, or one that does not cover this. Cmdlets and parameters that a role does not cover look to Exchange as if they did not exist.',
    message: (p) => `Exchange Online does not permit ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () =>
      'Assign the Entra role Exchange Recipient Administrator (or Exchange Administrator) to the application; it takes effect within an hour.',
  },
  'exchange/unexpected-answer': {
    title: 'Exchange Online gave an answer that makes no sense',
    category: 'unreachable',
    about:
      'The answer is not in the form that is known, or is cut short. Such an answer is never taken for "nothing found".',
    message: (p) => `The answer to ${p['doing']} cannot be used: ${p['detail']}. ${p['state']}`,
    hint: () => `Try again. If it stays so, the interface has changed. ${OTHER_DRIVER}`,
  },
  'exchange/unsupported': {
    title: 'This organisation does not offer the interface of the driver adminapi',
    category: 'denied',
    about:
      'The driver adminapi speaks what the module of Microsoft speaks. That interface is not documented, and it is not there, or answers in another way than it is known to.',
    message: (p) => `Exchange Online does not understand ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () => OTHER_DRIVER,
  },
  'exchange/missing-cmdlets': {
    title: 'The application may not use all cmdlets that are needed',
    category: 'denied',
    about: 'Exchange lists only the cmdlets that the roles of the application cover.',
    message: (p) =>
      `Exchange Online does not offer these cmdlets to the application: ${p['missing']}. Nothing was changed.`,
    hint: () =>
      'Assign the Entra role Exchange Recipient Administrator (or Exchange Administrator) to the application; it takes effect within an hour.',
  },
  'exchange/bad-settings': {
    title: 'The settings of Exchange cannot be used',
    category: 'input',
    about: 'The section exchange: of joinery.yaml names something that cannot be connected to.',
    message: (p) => `Exchange cannot be connected: ${p['detail']}. Nothing was changed.`,
    hint: () => 'Correct the section exchange: in joinery.yaml.',
  },
  'exchange/no-powershell': {
    title: 'PowerShell with the Exchange module cannot be used on this machine',
    category: 'unreachable',
    about:
      'The driver pwsh needs PowerShell 7 and its module ExchangeOnlineManagement 3 or later, and signs in with a certificate.',
    message: (p) => `PowerShell could not connect to Exchange Online: ${p['detail']}. Nothing was changed.`,
    hint: () =>
      'Install PowerShell 7, then in it: Install-Module ExchangeOnlineManagement. Check that the certificate in the section entra: is the one of the application.',
  },
} satisfies FaultCatalogue

/** Faults about single cmdlets. */
const cmdletFaults = {
  'exchange/ambiguous': {
    title: 'Exchange has several objects of this name',
    category: 'conflict',
    about: 'Something was named in a way that fits several recipients.',
    message: (p) => `Exchange finds several objects for ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () => 'Give the recipients different names, or name the one that is meant by its address.',
  },
  'exchange/refused': {
    title: 'Exchange refuses this',
    category: 'input',
    about: 'The cmdlet failed for a reason that it tells in its own words.',
    message: (p) => `Exchange refused ${p['doing']}: ${p['detail']}. ${p['state']}`,
    hint: (p) =>
      `The documentation of the cmdlet may tell more: https://learn.microsoft.com/powershell/module/exchange/${p['cmdlet']}`,
  },
  'exchange/warned': {
    title: 'Exchange reports success, and a failure with it',
    category: 'conflict',
    about: 'A cmdlet answered that it succeeded, but with a warning that tells of something it could not do.',
    message: (p) => `Exchange warned while ${p['doing']}: ${p['detail']}. What was changed has to be read back.`,
    hint: () => 'Nothing to do at first: a run reads back what holds. If it fails, the warning says why.',
  },
} satisfies FaultCatalogue

export const exchangeConnectionFaults = { ...connectionFaults, ...cmdletFaults }

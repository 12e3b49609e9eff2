import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { explain } from './checks.ts';

/** How addresses of files in answers are signed. */
export interface MediaLinks {
  /** An address is good for so many seconds, and for no more than twice as many. */
  readonly seconds: number;
  /** Counted up whenever the secret has been changed: CloudFormation reads it anew then. */
  readonly round: string;
}

const LEAST_SECONDS = 60;
const MOST_SECONDS = 30 * 24 * 3600;

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return seconds;
  throw new Error(
    `Context mediaLinkSeconds=${text}: ${LEAST_SECONDS} to ${MOST_SECONDS} seconds (30 days) are possible.`,
  );
}

/** Reads how addresses are signed; undefined where they are for everybody who knows them. Throws for what does not go together. */
export function readMediaLinks(text: (key: string) => string | undefined): MediaLinks | undefined {
  const links = text('mediaLinks') ?? 'public';
  const [seconds, round, base] = [text('mediaLinkSeconds'), text('mediaLinkRound'), text('mediaBaseUrl')];
  if (links !== 'public' && links !== 'signed')
    throw new Error(`Context mediaLinks=${links}: one of public, signed.`);
  if (links === 'public') {
    if (seconds === undefined && round === undefined) return undefined;
    throw new Error('Context mediaLinkSeconds and mediaLinkRound are about mediaLinks=signed.');
  }
  if (base !== undefined)
    throw new Error(
      'Context mediaLinks=signed and mediaBaseUrl exclude each other: signatures are checked by the /media route of the API, and what serves files at another address would not know them.',
    );
  if (round !== undefined && !/^\d{1,6}$/.test(round))
    throw new Error(`Context mediaLinkRound=${round}: a number that is counted up.`);
  return { seconds: secondsOf(seconds ?? '86400'), round: round ?? '0' };
}

/** Makes the secret of the signatures; answers with what functions are told. */
export function mediaLinkEnvironment(
  scope: Construct,
  links: MediaLinks | undefined,
): Record<string, string> {
  if (links === undefined) return {};
  const secret = new Secret(scope, 'MediaLinkSecret', {
    description: 'What addresses of files are signed with: {"signs", "also"}',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ also: 'none' }),
      generateStringKey: 'signs',
      excludePunctuation: true,
      passwordLength: 48,
    },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  explain(secret, {
    'AwsSolutions-SMG4': 'CloudFormation carries it to the functions: a deployment changes it.',
  });
  const members = ['signs', 'also'].map((name) => secret.secretValueFromJson(name).unsafeUnwrap());
  return {
    MEDIA_LINK_SECRETS: Fn.join(',', members),
    MEDIA_LINK_SECONDS: String(links.seconds),
    MEDIA_LINK_ROUND: links.round,
  };
}

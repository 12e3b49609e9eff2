import { fileFault, fileFaultAtFirst, type FileFault } from './faults.ts';
import { readBeside, readDownloadPath } from './links.ts';
import { formats, type MediaSpec } from './media/spec.ts';
import type { Renderer } from './media/renderer.ts';
import type { UploadStore } from './upload-store.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** A file ready to be sent, with the trouble it is to be sent with. */
export interface Served {
  bytes: Uint8Array;
  type: string;
  fault: FileFault | undefined;
}

/** Where files of the service are found, by the path behind `/f/`. */
export interface Files {
  find(path: string): Promise<Served | undefined>;
  /** The name of a file made here that the address points to. */
  nameOf(address: string): string | undefined;
  /** All links given out so far are dead from now on. */
  expireAll(): void;
}

/** What an output was made wide of: a tall film is cut out of a wide one. */
const uncropped = (spec: MediaSpec): MediaSpec => {
  const [short, long] = [spec.width, spec.height].sort((left, right) => left - right);
  return { ...spec, width: long ?? spec.width, height: short ?? spec.height };
};

// What stands beside an output shares its seed, so it looks like it.
function specOf(task: Task, name: string): MediaSpec | undefined {
  const direct = task.outputs.find((output) => output.name === name);
  if (direct !== undefined) return direct.spec;
  const beside = readBeside(name);
  const output = task.outputs.find((one) => beside?.outputs.includes(one.name));
  if (output === undefined) return undefined;
  return beside?.isStill === true ? { ...output.spec, kind: 'image', format: 'png' } : uncropped(output.spec);
}

function ownerOf(sim: Simulation, name: string): Task | undefined {
  const candidates = readBeside(name)?.outputs ?? [name];
  return candidates.map((candidate) => sim.tasks.ownerOf(candidate)).find((task) => task !== undefined);
}

interface Needs {
  sim: Simulation;
  renderer: Renderer;
  uploadStore: UploadStore;
  expiredAt: number;
  expired: (at: number) => void;
}

/** The file host. Files are rendered on the first request. */
export function files({ sim, renderer, uploadStore, expiredAt, expired }: Needs): Files {
  let deadUntil = expiredAt;

  const downloads = new Map<string, number>();

  /** Counts a download, and says how many there were before. */
  function countedOf(name: string): number {
    const before = downloads.get(name) ?? 0;
    downloads.set(name, before + 1);
    return before;
  }

  const alive = (born: number, life: number): boolean => born > deadUntil && sim.clock.now() < born + life;

  function trouble(task: Task, name: string): FileFault | undefined {
    if (task.faults.includes('beside-404') && readBeside(name) !== undefined) return 'file-404';
    const asked = fileFault(task.faults);
    if (asked !== undefined) return asked;
    const knobs = sim.knobs();
    const passing = fileFaultAtFirst(task.faults);
    if (passing !== undefined) return countedOf(name) < knobs.fileFaultCount ? passing : undefined;
    return sim.random() < knobs.fileFaultShare ? fileFault([knobs.fileFault]) : undefined;
  }

  async function made(name: string, isAlive: (born: number) => boolean): Promise<Served | undefined> {
    const task = ownerOf(sim, name);
    const spec = task && specOf(task, name);
    // A forged callback must not make files readable before they exist.
    if (task === undefined || spec === undefined || task.state !== 'success') return undefined;
    if (!isAlive(task.completedAt ?? 0)) return undefined;
    return {
      bytes: await renderer.render(spec),
      type: formats[spec.format].type,
      fault: trouble(task, name),
    };
  }

  function uploaded(path: string): Served | undefined {
    const upload = uploadStore.get(path);
    if (upload === undefined || !alive(upload.storedAt, sim.knobs().uploadLifeMs)) return undefined;
    return { bytes: upload.bytes, type: '', fault: undefined };
  }

  return {
    async find(path) {
      if (path.startsWith('u/')) return uploaded(path.slice(2));
      if (!path.startsWith('d/')) return made(path, (born) => alive(born, sim.knobs().linkLifeMs));
      const link = readDownloadPath(path);
      const fresh = link !== undefined && sim.clock.now() < link.until;
      return fresh ? made(link.name, (born) => born > deadUntil) : undefined;
    },
    nameOf(address) {
      const prefix = `${sim.origin()}/f/`;
      const name = address.startsWith(prefix) ? address.slice(prefix.length) : '';
      return ownerOf(sim, name) === undefined ? undefined : name;
    },
    expireAll() {
      deadUntil = sim.clock.now();
      expired(deadUntil);
    },
  };
}

import { LineCounter, parseDocument } from 'yaml';
import { checkPlaybook } from './checkPlaybook.ts';
import { faultAt, sourceOf, type Fault, type Part, type Place, type Source } from './faults.ts';
import { playbookGrammar, type Playbook } from './playbook.ts';

export type Parsed = { readonly ok: true; readonly playbook: Playbook } | { readonly ok: false; readonly faults: readonly Fault[] };
export type PlaybookFile = { readonly text: string; readonly file: string };

/** Keys that may stand in `<playbook>.words.yaml` beside the playbook. */
const wordKeys = ['messages', 'scripts', 'procedure'];

/**
 * Reads and checks a playbook whole; nothing runs that has a fault. Faults are in the order of the file, each with line and
 * reason in zh and en.
 * @param words the file of long texts beside it, when there is one; a key may stand in one of the two only
 */
export function parsePlaybook(text: string, file: string, words?: PlaybookFile): Parsed {
  const main = read(text, file);
  const beside = words && read(words.text, words.file);
  const broken = [...syntaxFaults(main), ...(beside ? syntaxFaults(beside) : [])];
  if (broken.length > 0) return { ok: false, faults: broken };
  const source = sourceOf(main, beside);
  const merged = merge(main, beside);
  if (!merged.ok) return merged;
  const shaped = playbookGrammar.safeParse(merged.data);
  if (!shaped.success) {
    const faults = shaped.error.issues.flatMap((issue) => grammarFaults(issue as Issue, merged.data, source));
    return { ok: false, faults: inOrder(faults) };
  }
  const faults = checkPlaybook(shaped.data, source);
  return faults.length > 0 ? { ok: false, faults: inOrder(faults) } : { ok: true, playbook: shaped.data };
}

function read(text: string, file: string): Part {
  const lines = new LineCounter();
  return { file, document: parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true }), lines };
}

function syntaxFaults({ document, file, lines }: Part): Fault[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    code: 'syntax',
    file,
    line: lines.linePos(error.pos[0]).line || 1,
    path: '',
    words: { zh: `YAML 写法有误：${error.code}`, en: error.message },
  }));
}

function merge(main: Part, beside: Part | undefined): { ok: true; data: Record<string, unknown> } | { ok: false; faults: Fault[] } {
  const own: unknown = main.document.toJS({ maxAliasCount: 50 });
  const other: unknown = beside ? beside.document.toJS({ maxAliasCount: 50 }) : {};
  const faults: Fault[] = [];
  if (!isRecord(own))
    faults.push({ code: 'syntax', file: main.file, line: 1, path: '', words: { zh: '文件不是处理流程', en: 'the file is no playbook' } });
  if (beside && !isRecord(other))
    faults.push({ code: 'syntax', file: beside.file, line: 1, path: '', words: { zh: '文件不是文案表', en: 'the file holds no words' } });
  if (!isRecord(own) || !isRecord(other)) return { ok: false, faults };
  const wordsOnly = beside ? sourceOf(beside) : undefined;
  for (const key of Object.keys(other)) {
    if (wordsOnly && (!wordKeys.includes(key) || key in own))
      faults.push(
        faultAt(
          wordsOnly,
          [key],
          'misplaced',
          `“${key}”不能写在文案文件里，或两处重复`,
          `"${key}" doesn't belong in the words file, or stands in both`,
        ),
      );
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, data: { ...own, ...other } };
}

type Issue = {
  code: string;
  path: (string | number)[];
  message: string;
  keys?: string[];
  values?: unknown[];
  errors?: Issue[][];
  issues?: Issue[];
};

const listNames: Record<string, readonly [code: string, zh: string, en: string]> = {
  stage: ['unknown-stage', '未知的环节', 'unknown stage'],
  by: ['unknown-role', '未知的角色', 'unknown role'],
  ladder: ['unknown-role', '未知的角色', 'unknown role'],
  act: ['unknown-act', '未知的操作', 'unknown act'],
  shows: ['unknown-panel', '未知的面板', 'unknown panel'],
  as: ['unknown-outcome', '未知的结案方式', 'unknown outcome'],
  remedies: ['unknown-remedy', '未知的处理方式', 'unknown remedy'],
};

function grammarFaults(issue: Issue, data: unknown, source: Source): Fault[] {
  const { path } = issue;
  const value = valueAt(data, path);
  const shown = typeof value === 'object' ? '…' : JSON.stringify(value);
  const said = value === undefined ? '' : `“${shown}”`;
  const last = String(path.at(-1) ?? '');
  const make = (code: string, zh: string, en: string, place: Place = path) => [faultAt(source, place, code, zh, en)];
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).flatMap((key) => make('unknown-key', `不认识的字段“${key}”`, `unknown key "${key}"`, [...path, key]));
  if (issue.code === 'invalid_union') {
    const inner = (issue.errors ?? []).toSorted((a, b) => deepest(b) - deepest(a))[0] ?? [];
    const shared = inner.flatMap((each) => grammarFaults({ ...each, path: [...path, ...each.path] }, data, source));
    return shared.length > 0 ? shared : make('bad-value', `取值${said}不符合要求`, 'the value has no form that is allowed here');
  }
  if ((last === 'zh' || last === 'en') && (value === undefined || value === null || value === ''))
    return make(
      'missing-word',
      `缺少${last === 'zh' ? '中文' : '英文'}文字`,
      `the ${last === 'zh' ? 'Chinese' : 'English'} words are missing`,
    );
  if (value === undefined) return make('missing', `缺少“${last}”`, `"${last}" is missing`);
  if (issue.message === 'duration')
    return make(
      'bad-duration',
      `无法识别的时长${said}，例：24h、7 working days`,
      `not a length of time: ${shown}; write 24h or 7 working days`,
    );
  if (issue.code === 'invalid_key' || issue.message === 'name')
    return make('bad-name', `名称“${last}”只能用字母、数字和连字符`, `"${last}": a name has letters, digits and hyphens only`);
  if (issue.code === 'invalid_value') {
    const list = listNames[last] ?? listNames[String(path.at(-2) ?? '')] ?? ['unknown-value', '未知的取值', 'unknown value'];
    const allowed = (issue.values ?? []).join(', ');
    return make(list[0], `${list[1]}${said}，可用：${allowed}`, `${list[2]} ${shown}; one of ${allowed}`);
  }
  return make('bad-value', `取值${said}不符合要求`, `the value isn't allowed here: ${issue.message}`);
}

function deepest(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function valueAt(data: unknown, path: Place): unknown {
  let value = data;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function inOrder(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

let table: Map<string, Buffer> | undefined;

/**
 * Text as GB18030, the encoding in which marketplaces' and ERPs' sheets go out and come in (BA-3); every character has a
 * form, emoji too. Node only decodes it, so the table is made from its own decoder on first use (80 ms) and can't differ.
 */
export function encodeGb18030(text: string): Buffer {
  table ??= makeTable();
  const known = table;
  return Buffer.concat(Array.from(text, (character) => known.get(character) ?? beyond(character)));
}

function makeTable(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, Buffer>();
  const add = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if (Array.from(character).length === 1 && character !== '\ufffd' && !made.has(character)) made.set(character, Buffer.from(bytes));
  };
  for (let byte = 0; byte < 0x80; byte += 1) add(byte);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) add(lead, trail);
  for (let at = 0; at < 39_420; at += 1) add(...fourBytes(at, 0x81));
  return made;
}

/** Beyond the basic plane the four-byte forms simply count up from 90 30 81 30. */
function beyond(character: string): Buffer {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x1_0000 ? Buffer.from('?') : Buffer.from(fourBytes(point - 0x1_0000, 0x90));
}

function fourBytes(at: number, lead: number): number[] {
  return [lead + Math.floor(at / 12_600), 0x30 + (Math.floor(at / 1260) % 10), 0x81 + (Math.floor(at / 10) % 126), 0x30 + (at % 10)];
}

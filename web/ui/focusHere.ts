interface Field {
  focus(): void;
  readonly nativeElement?: HTMLElement | null;
}

const focused = new WeakSet<object>();

/**
 * A ref that takes the focus once, when its field appears because the reader asked for it. antd hands its refs out anew on
 * later renders: taking the focus again then would drag the reader back while they type elsewhere.
 */
export function focusHere(field: Field | null): void {
  const place = field?.nativeElement ?? field;
  if (!field || !place || focused.has(place)) return;
  focused.add(place);
  field.focus();
}

/** Chooses files, in the words of the page and not the browser's: a button that names what was chosen. */
export function FilePick({
  label,
  accept,
  multiple = false,
  camera = false,
  chosen,
  onFiles,
}: {
  readonly label: string;
  readonly accept: string;
  readonly multiple?: boolean;
  /** Opens a phone's camera at once. */
  readonly camera?: boolean;
  /** What was chosen so far, said beside the button. */
  readonly chosen?: string;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <label className="file-pick">
      <input
        type="file"
        className="hidden"
        accept={accept}
        multiple={multiple}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      <span className="file-pick-face">{label}</span>
      {chosen ? <span className="quiet small">{chosen}</span> : null}
    </label>
  );
}

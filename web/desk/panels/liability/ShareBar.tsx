/** Shares as one bar and as words: the bar alone says nothing to who can't see it. */
export function ShareBar({ shares }: { shares: readonly { readonly words: string; readonly percent: number }[] }) {
  return (
    <div>
      <div className="share-bar" aria-hidden="true">
        {shares.map((share, at) => (
          <span key={share.words} className={`share share-${at % 4}`} style={{ width: `${share.percent}%` }} />
        ))}
      </div>
      <ul>
        {shares.map((share, at) => (
          <li key={share.words} className="row row-between">
            <span>
              <span className={`share-dot share-${at % 4}`} aria-hidden="true" /> {share.words}
            </span>
            <b>{share.percent}%</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

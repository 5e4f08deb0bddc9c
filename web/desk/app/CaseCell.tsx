import { Link } from '@tanstack/react-router';

/** A case in a list: its number, which leads to it, and its shop. */
export function CaseCell({ caseId, number, shop }: { caseId: string; number: string; shop: string }) {
  return (
    <div>
      <Link to="/cases/$caseId" params={{ caseId }} className="strong">
        {number}
      </Link>
      <div className="quiet small">{shop}</div>
    </div>
  );
}

import { all, type Reader, sql } from '#platform/db.ts';

/** A file of a case as a report lists it; its name may name a person and stays out. */
export interface HashedFile {
  readonly type: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly addedAt: Date;
}

/** The evidence of a case, oldest first, with what its bytes hash to. */
export function evidenceWithHashes(on: Reader, caseId: string): Promise<HashedFile[]> {
  return all(
    sql<HashedFile>`select f.type, f.size, f.sha256, e.added_at as "addedAt" from case_files e join files f on f.id = e.file_id
      where e.case_id = ${caseId} order by e.added_at, e.file_id`,
    on,
  );
}

/** What was registered of people and places in a case, in plain (IN-2, IN-8): mask it. */
export interface RegisteredPersonal {
  readonly field: string | null;
  readonly name: string | null;
  readonly contacts: readonly string[];
  readonly values: readonly string[];
}

/** The personal fields of every report of a case. */
export function registeredPersonal(on: Reader, caseId: string): Promise<RegisteredPersonal[]> {
  return all(
    sql<RegisteredPersonal>`select registered ->> 'changedField' as field, registered ->> 'contactName' as name,
        array_remove(array[registered ->> 'contact', registered ->> 'secondContact'], null) as contacts,
        array_remove(array[registered ->> 'oldInformation', registered ->> 'newInformation'], null) as values
      from reports where case_id = ${caseId}`,
    on,
  );
}

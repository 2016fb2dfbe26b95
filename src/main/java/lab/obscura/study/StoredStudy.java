package lab.obscura.study;

import java.time.Instant;
import java.util.Map;
import lab.obscura.account.Purpose;

/**
 * A study as it is stored, without its cells.
 *
 * @param posted as it came; of a group of presets its id
 * @param position order of arrival; the cursor of the list
 */
record StoredStudy(
        StudyId id,
        String name,
        String submitter,
        Purpose purpose,
        Map<String, Object> posted,
        long position,
        Instant createdAt) {}

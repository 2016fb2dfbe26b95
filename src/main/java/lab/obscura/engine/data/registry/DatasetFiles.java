package lab.obscura.engine.data.registry;

import lab.obscura.engine.data.facts.DatasetInfo;

/** Looks at the files of data sets and reads them. */
public interface DatasetFiles {

    /** @throws lab.obscura.engine.data.images.DataException when they cannot be looked at */
    FilesState look(String id);

    /**
     * Reads all pixels.
     *
     * @param imageSize what the pictures are scaled to; 0 for nothing
     * @throws lab.obscura.engine.data.images.DataException when the data set cannot be used
     */
    DatasetInfo read(String id, int imageSize);
}

package lab.obscura.cli.fetch;

/**
 * A file of an official site.
 *
 * @param name as it is called there
 * @param bytes how long it is
 * @param md5 of its content, in hexadecimal, as the site or the loaders of other programs state it
 */
public record PublishedFile(String name, long bytes, String md5) {

    @Override
    public String toString() {
        return name + " (" + bytes + " bytes, md5 " + md5 + ")";
    }
}

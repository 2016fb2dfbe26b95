package lab.obscura.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file to be saved. */
public record Export(String fileName, MediaType mediaType, byte[] content) {

    /** The endings of all formats. */
    public static final List<String> FORMATS = List.of("csv", "json", "md", "tex", "bib");

    /**
     * A plain table as a file.
     *
     * @param name of the file without its ending
     */
    public static Export csv(String name, Data data) {
        return of(name, "csv", "text/csv", data.csv());
    }

    /** @param name characters that are unsafe in the name of a file are replaced */
    static Export of(String name, String ending, String type, String text) {
        String fileName = name.replaceAll("[^A-Za-z0-9._-]", "_") + "." + ending;
        var mediaType = new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8);
        return new Export(fileName, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the answer to a request. */
    public ResponseEntity<byte[]> answer() {
        var disposition = ContentDisposition.attachment().filename(fileName).build();
        return ResponseEntity.ok()
                .contentType(mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(content);
    }
}

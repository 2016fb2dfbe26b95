package lab.obscura.cli.fetch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A public data set and where it is to be had.
 *
 * @param id on the command line, and of its folder
 * @param page the site in words, for people who look for it themselves
 * @param address what the names of its files are appended to
 * @param terms under which it is handed out
 * @param unpacked the files of an archive that are needed, by their last names; empty when files are read as they come
 */
public record PublishedSet(
        String id,
        String title,
        String page,
        String address,
        String terms,
        String citation,
        List<PublishedFile> files,
        Set<String> unpacked) {

    private static final String KRIZHEVSKY =
            "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009";

    /** What can be fetched. Lengths and md5 as the loaders of torchvision state them. */
    public static final List<PublishedSet> ALL = List.of(
            new PublishedSet(
                    "cifar10",
                    "CIFAR-10",
                    "Alex Krizhevsky's CIFAR page, University of Toronto",
                    "https://www.cs.toronto.edu/~kriz/",
                    "no license stated; the page asks that the technical report be cited",
                    KRIZHEVSKY,
                    List.of(new PublishedFile(
                            "cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530")),
                    Set.of(
                            "data_batch_1.bin",
                            "data_batch_2.bin",
                            "data_batch_3.bin",
                            "data_batch_4.bin",
                            "data_batch_5.bin",
                            "test_batch.bin",
                            "batches.meta.txt")),
            new PublishedSet(
                    "cifar100",
                    "CIFAR-100",
                    "Alex Krizhevsky's CIFAR page, University of Toronto",
                    "https://www.cs.toronto.edu/~kriz/",
                    "no license stated; the page asks that the technical report be cited",
                    KRIZHEVSKY,
                    List.of(new PublishedFile(
                            "cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8")),
                    Set.of("train.bin", "test.bin", "fine_label_names.txt", "coarse_label_names.txt")),
            new PublishedSet(
                    "fashion-mnist",
                    "Fashion-MNIST",
                    "Zalando Research's fashion-mnist repository on GitHub",
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "MIT, copyright 2017 Zalando SE",
                    "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning "
                            + "Algorithms, 2017",
                    List.of(
                            new PublishedFile(
                                    "train-images-idx3-ubyte.gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                            new PublishedFile("train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                            new PublishedFile(
                                    "t10k-images-idx3-ubyte.gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                            new PublishedFile("t10k-labels-idx1-ubyte.gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310")),
                    Set.of()),
            new PublishedSet(
                    "tiny-imagenet",
                    "Tiny ImageNet",
                    "Stanford's course site CS231n",
                    "http://cs231n.stanford.edu/",
                    "ImageNet's: non-commercial research and education; the pictures belong to their owners",
                    "Y. Le, X. Yang, Tiny ImageNet Visual Recognition Challenge, 2015",
                    List.of(new PublishedFile(
                            "tiny-imagenet-200.zip", 248_100_043, "90528d7ca1a48142e341f4ef8d21d0de")),
                    Set.of()));

    public PublishedSet {
        files = List.copyOf(files);
        unpacked = Set.copyOf(unpacked);
    }

    public long bytes() {
        return files.stream().mapToLong(PublishedFile::bytes).sum();
    }

    /** What {@code dataset.json} says of the folder; the folder's own name says which published values hold. */
    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("title", title);
        facts.put("license", terms);
        facts.put("citation", citation);
        return facts;
    }
}

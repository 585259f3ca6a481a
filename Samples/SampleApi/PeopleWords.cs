namespace EtlAspire.SampleApi;

/// <summary>
/// What generated people are made of. Changing a word changes the people: tests compare them with loaded tables.
/// </summary>
internal static class PeopleWords
{
    public static readonly (string Name, string Plain)[] FirstNames =
    [
        ("Leanne", "Leanne"), ("Ervin", "Ervin"), ("Patricia", "Patricia"), ("Chelsey", "Chelsey"), ("Dennis", "Dennis"),
        ("Kurtis", "Kurtis"), ("Glenna", "Glenna"), ("Nicholas", "Nicholas"), ("Amara", "Amara"), ("Bola", "Bola"),
        ("Zoë", "Zoe"), ("José", "Jose"), ("Søren", "Soren"), ("Łukasz", "Lukasz"), ("Ayşe", "Ayse"), ("Björn", "Bjorn"),
        ("Анна", "Anna"), ("Δημήτρης", "Dimitris"), ("美咲", "Misaki"), ("محمد", "Mohammed"), ("Priya", "Priya"),
        ("Wei", "Wei"), ("Kofi", "Kofi"), ("Ingrid", "Ingrid"), ("Mateo", "Mateo"), ("Noor", "Noor"), ("Olga", "Olga"),
        ("Rhys", "Rhys"), ("Siobhán", "Siobhan"), ("Tadeusz", "Tadeusz"), ("Yuki", "Yuki"), ("François", "Francois"),
    ];

    public static readonly (string Name, string Plain)[] LastNames =
    [
        ("Graham", "Graham"), ("Howell", "Howell"), ("Bauch", "Bauch"), ("Lebsack", "Lebsack"), ("Dietrich", "Dietrich"),
        ("Schulist", "Schulist"), ("Weissnat", "Weissnat"), ("Runolfsdottir", "Runolfsdottir"), ("Reichert", "Reichert"),
        ("DuBuque", "DuBuque"), ("O'Conner", "OConner"), ("Müller", "Mueller"), ("Núñez", "Nunez"), ("Nowak", "Nowak"),
        ("Öztürk", "Ozturk"), ("Иванова", "Ivanova"), ("田中", "Tanaka"), ("Papadopoulos", "Papadopoulos"), ("Okafor", "Okafor"),
        ("Mensah", "Mensah"), ("Larsen", "Larsen"), ("García-Ruiz", "Garcia-Ruiz"), ("Singh", "Singh"), ("Zhang", "Zhang"),
        ("McDermott", "McDermott"), ("Kilback", "Kilback"), ("Hoeger", "Hoeger"), ("Skiles", "Skiles"), ("Corkery", "Corkery"),
        ("Padberg", "Padberg"), ("Stanton", "Stanton"), ("Considine", "Considine"),
    ];

    public static readonly string[] Domains =
        ["april.biz", "Melissa.tv", "yesenia.net", "KORY.org", "annie.ca", "jasper.info", "billy.biz", "rosamond.me", "dana.io"];

    public static readonly string[] TopLevelDomains = ["org", "net", "info", "biz", "com", "io"];

    public static readonly string[] Streets =
        ["Light", "Plains", "Extension", "Mall", "Walks", "Crossing", "Trail", "Summit", "Park", "Turnpike", "Lane", "Square"];

    public static readonly string[] CityStarts =
        ["Gwen", "Wisoky", "McKenzie", "South ", "Roscoe", "Howe", "Aliya", "Bartholome", "Lebsack", "Ober", "Nieder", "New "];

    public static readonly string[] CityEnds = ["borough", "burgh", "haven", "view", "mouth", "bury", "stadt", "port", "ville"];

    public static readonly string[] Adjectives =
    [
        "real-time", "scalable", "strategic", "cutting-edge", "end-to-end", "innovative", "enterprise", "extensible",
        "multi-layered", "proactive", "bifurcated", "fault-tolerant", "synchronised", "configurable", "secondary", "centralized",
    ];

    public static readonly string[] Nouns =
    [
        "neural-net", "contingency", "interface", "productivity", "solution", "task-force", "concept", "project", "model",
        "technology", "system", "application", "service", "supply-chain", "e-market", "e-tailer",
    ];

    public static readonly string[] Verbs =
        ["harness", "synergize", "e-enable", "transition", "revolutionize", "generate", "aggregate", "target"];
}

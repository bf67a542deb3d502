namespace Coupler.Tests.QasmBench;

/// <summary>
/// What circuits of QASMBench must give, worked out by hand or by integer arithmetic from what the circuit is meant to do,
/// without simulating it. An entry holds for the file and for its transpiled twin.
/// </summary>
internal static class WorkedAnswers
{
    private static readonly Dictionary<string, Dictionary<string, double>> Table = new()
    {
        // a = 0001, b = 1111, no carry in; ans is b with the carry on top.
        ["adder_n10"] = Certain(Bits(0b0001 + 0b1111, 5)),

        // a = 00000001, b = 10111111; the register of the carry is declared after that of the sum.
        ["bigadder_n18"] = Certain(Bits(0b00000001 + 0b10111111, 9)),

        ["multiply_n13"] = Certain(Bits(0b11 * 0b101, 4)),

        // The controls are set.
        ["toffoli_n3"] = Certain("111"),

        // q0 is the control and set, q1 is set: it changes places with q2.
        ["fredkin_n3"] = Certain("101"),

        // The cell at address 2 of 10000101, counted from the left, is what is read out above the address, whose first bit
        // is the most significant: addr[1] = 1.
        ["qram_n20"] = Certain("10000101"[2] + "010"),

        // The hidden string has 18 ones.
        ["bv_n19"] = Certain(new string('1', 18)),

        // f(x) = x is balanced, so the first bit is 1; the second qubit is left in |−⟩.
        ["deutsch_n2"] = Uniform("01", "11"),

        // The hidden shift: the x gates are on qubits 0 and 2.
        ["hs4_n4"] = Certain("0101"),

        // Parity with q0 and q3: where the answer qubit q2 shows 1 the hidden string is read, else nothing.
        ["lpn_n5"] = Uniform("00000", "01101"),

        ["simon_n6"] = Simon(),

        // The eigenphase is 3π/8 = 2π · 3/16, and four bits hold 3 exactly.
        ["ipea_n2"] = Certain(Bits(3, 4)),

        // Two h cancel, so bit 0 is 0. The other powers of the multiplication move |1⟩ to other numbers: bits 1 and 2 are fair.
        ["shor_n5"] = Uniform("00000", "00010", "00100", "00110"),

        // The flipped bit 0 is seen by the first check only (syn = 01) and flipped back.
        ["qec_sm_n5"] = Certain("01" + "000"),

        // Shor's code word of |0⟩ without an error: every check is even.
        ["qec9xz_n17"] = Certain("00000000"),

        // The Fourier transform of a basis state has amplitudes of one size; the register c of the large one is never written.
        ["qft_n4"] = Uniform(AllBits(4)),
        ["qft_n18"] = Uniform(AllBits(18).Select(bits => bits + new string('0', 18))),
        ["qrng_n4"] = Uniform(AllBits(4)),

        // One excitation shared by three qubits: cos(1.91063/2) = 1/√3 for the first, half of the rest for each of the others.
        ["wstate_n3"] = Uniform("001", "010", "100"),

        ["bell_n4"] = Chsh(),
        ["bb84_n8"] = Bb84(),
        ["square_root_n18"] = SquareRoot(),

        // Every gate that its comments name (z, PhasedISWAP, rz, swap) keeps the number of ones, and there are none.
        ["basis_test_n4"] = Certain("0000"),
    };

    /// <summary>The circuits without folder and ending.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    public static bool Has(string file) => Table.ContainsKey(KeyOf(file));

    /// <summary>Outcome → probability, bit 0 of the first declared register rightmost.</summary>
    public static IReadOnlyDictionary<string, double> Of(string file) => Table[KeyOf(file)];

    /// <summary>small/adder_n10_transpiled.qasm → adder_n10.</summary>
    private static string KeyOf(string file) => Path.GetFileNameWithoutExtension(file).Replace("_transpiled", "");

    /// <summary>
    /// Simon's problem on three bits x and three of f(x): f's first bit is x2 ⊕ x0x1 ⊕ (not x0)(not x1), its second x2. Between
    /// the two rows of h, an outcome (y, f) adds up (−1)^(x·y) over all x with f(x) = f, an integer out of 8.
    /// </summary>
    private static Dictionary<string, double> Simon()
    {
        var amplitudes = new Dictionary<string, int>();
        foreach (var (x, y) in Enumerable.Range(0, 64).Select(i => (X: i >> 3, Y: i & 7)))
        {
            var (x0, x1, x2) = (x & 1, x >> 1 & 1, x >> 2);
            var f = x2 ^ (x0 & x1) ^ ((1 - x0) & (1 - x1)) | x2 << 1;
            var outcome = Bits(f, 3) + Bits(y, 3);
            amplitudes[outcome] = amplitudes.GetValueOrDefault(outcome) + (int.IsEvenInteger(int.PopCount(x & y)) ? 1 : -1);
        }

        return amplitudes.Where(pair => pair.Value != 0).ToDictionary(pair => pair.Key, pair => pair.Value * pair.Value / 64.0);
    }

    /// <summary>
    /// The CHSH game: fair questions x and y, answers a and b with fair margins, and a ⊕ b = xy with probability cos²(π/8).
    /// The registers are declared in the order b, y, a, x.
    /// </summary>
    private static Dictionary<string, double> Chsh() => AllBits(4).ToDictionary(outcome => outcome, outcome =>
    {
        var (x, a, y, b) = (outcome[0] - '0', outcome[1] - '0', outcome[2] - '0', outcome[3] - '0');
        var wins = (a ^ b) == (x & y);
        return Math.Pow(wins ? Math.Cos(Math.PI / 8) : Math.Sin(Math.PI / 8), 2) / 8;
    });

    /// <summary>
    /// Eight qubits, measured twice into the same bits. Qubits 0, 1 and 7 are 0 in the basis in which they are measured last;
    /// the others are then in the other basis, so fair. The bits are declared in the order 6, 0, 3, 1, 2, 4, 5, 7.
    /// </summary>
    private static Dictionary<string, double> Bb84()
    {
        int[] declared = [6, 0, 3, 1, 2, 4, 5, 7];
        var certain = Enumerable.Range(0, 8).Where(bit => declared[bit] is 0 or 1 or 7).ToArray();
        return Uniform(AllBits(8).Where(bits => certain.All(bit => bits[7 - bit] == '0')));
    }

    /// <summary>
    /// Amplitude amplification over the six bits x of c: the circuit writes x0⊕x3, x3, x1⊕x4, x4, x2⊕x5 and x5 into bits 6 to 11
    /// and looks for 0, 1, 0, 0, 0, 0 there, which x = 001001 alone gives; bit 12 says that it was found. After six rounds
    /// its probability is sin²(13·arcsin(1/8)).
    /// </summary>
    private static Dictionary<string, double> SquareRoot()
    {
        const int Wanted = 0b001001;
        var found = Math.Pow(Math.Sin(13 * Math.Asin(1.0 / 8)), 2);
        return Enumerable.Range(0, 64).ToDictionary(
            x =>
            {
                var (sum, high) = ((x & 7) ^ (x >> 3), x >> 3);
                var written = Enumerable.Range(0, 3).Sum(i => (sum >> i & 1) << (2 * i) | (high >> i & 1) << ((2 * i) + 1));
                return (x == Wanted ? "1" : "0") + Bits(written, 6) + Bits(x, 6);
            },
            x => x == Wanted ? found : (1 - found) / 63);
    }

    private static Dictionary<string, double> Certain(string outcome) => Uniform(outcome);

    private static Dictionary<string, double> Uniform(params IEnumerable<string> outcomes)
    {
        var list = outcomes.ToList();
        return list.ToDictionary(outcome => outcome, _ => 1.0 / list.Count);
    }

    private static IEnumerable<string> AllBits(int count) => Enumerable.Range(0, 1 << count).Select(value => Bits(value, count));

    private static string Bits(int value, int count) => Convert.ToString(value, 2).PadLeft(count, '0');
}

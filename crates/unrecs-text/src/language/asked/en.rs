//! English: who is asked.

use super::AskedWords;

/// The words of English.
pub static ASKED: AskedWords = AskedWords {
    begins: "second interdict intercept follow-up reengage re-engage abandon abduct include develop eradicate \
        choose disrupt degrade urge understand undermine exploit control standardise reauthorize face better \
        abide abolish absorb abstain accede accelerate accept access accommodate accompany accord account \
        achieve acknowledge acquire act adapt add address adhere adjust administer admit adopt advance \
        advise advocate afford agree align alleviate allocate allow amend amplify analyse announce annul \
        answer anticipate appeal apply appoint appraise apprehend apprise approach approve arrange arrest \
        articulate ascertain assemble assess assign assist assume assure attach attain attend attract \
        augment authorise authorize avail avert avoid await award base be bear become begin benefit bolster \
        boost bridge brief bring broaden build calculate call cancel capitalize carry cease celebrate \
        champion channel charge circulate clarify clear close codify collaborate collate collect combat \
        combine come commemorate commence comment commission commit communicate compile complement complete \
        comply comprise compute conceive concentrate conclude condemn conduct confer confirm conform \
        confront connect consent conserve consider consolidate constitute construct consult contain continue \
        contribute convene convert convey cooperate coordinate counter counteract cover craft create \
        criminalize cultivate curb curtail deal debate decide declare deepen defend defer define delegate \
        deliver demand demarcate demilitarize demobilize demonstrate deny depict deploy deposit describe \
        deserve design designate desist destroy detail detect deter determine devise devote differentiate \
        direct disarm disband disburse discard discharge disclose discontinue discourage discuss dismantle \
        dispatch display dispose disseminate dissolve distribute diversify divert document double draft draw \
        drive earmark ease educate effect effectuate elaborate elect elevate eliminate embark embrace embed \
        emphasize employ empower enable enact encourage end endeavour endorse enforce engage engender \
        enhance enjoy enlarge enlist enrich ensure enter entrust establish evaluate examine exceed exchange \
        exclude execute exempt exercise exert exhaust exhibit expand expedite explain explore export expose \
        express extend extradite facilitate familiarize favour field fight file fill finalise finalize \
        finance find focus follow forge form formalize formulate forward foster freeze fulfil fulfill \
        function fund further gather generate give go govern grant guarantee guide halt harmonise harmonize \
        harness have heed help highlight hold honor honour host identify impede implement import impose \
        improve incentivize incorporate increase indicate induce influence inform initiate innovate inspect \
        install instigate institute institutionalize instruct insulate integrate intensify interact \
        intervene introduce invest investigate invite involve issue join keep launch lay lead learn leave \
        lend let level leverage levy liaise liberate lift limit link list listen lodge look lower mainstream \
        maintain make manage mandate map mark match maximise maximize measure mediate meet minimise minimize \
        mitigate mobilise mobilize modernize modify monitor move name negotiate neutralise nominate \
        normalize note notify nurture object oblige observe obtain offer open operate operationalize oppose \
        optimise optimize order organise organize orient outline outlaw overcome oversee own participate \
        partner pass pay perform permit persevere persist phase pilot place plan play pledge pool popularize \
        practise preclude prepare present preserve press prevail prevent prioritise prioritize probe proceed \
        process proclaim procure produce progress prohibit project promote promulgate propose prosecute \
        protect prove provide publicise publicize publish pursue put qualify raise ratify re-establish \
        re-examine reach react readmit reaffirm realign realise realize reallocate reassess recall receive \
        recognise recognize recommend recommit reconcile reconsider reconstitute reconvene record recover \
        recruit rectify redeploy redirect redouble redress reduce refer refine reflect reform refrain \
        refurbish refuse register regulate rehabilitate reimburse reinforce reintegrate reinvigorate reject \
        release relinquish relocate rely remain remedy remind remove render renew renounce reorient \
        repatriate repeal replace replenish reply report represent request require rescind research resettle \
        resist resolve respect respond restart restore restrict restructure resume retain rethink return \
        reveal reverse review revise revitalize revive revoke run safeguard sanction scale schedule screen \
        scrutinize secure see seek seize select send sensitize separate serve set settle shape share shift \
        show sign simplify solicit solve speak speed sponsor stabilize standardize start state stay stem \
        step stimulate stop store streamline strengthen strive structure study submit subscribe substantiate \
        suggest supervise supplement supply support suppress surrender suspend sustain synchronize tackle \
        tailor take target teach terminate test trace track train transfer transform transition translate \
        transmit transpose treat uncover undergo underline underscore undertake unify unite update upgrade \
        uphold use utilise utilize vacate validate verify visit vote waive warn welcome widen withdraw \
        withhold work write yield",
    not_begins: "follow-up reengage re-engage",
    before_names: "",
    not_in_names: "",
    agents: "regime regimes military parts men boys girls component components point points academia academics \
        actors administration administrations administrators advisers advisors agencies agency agents \
        airlines alliances ambassadors analysts arbitrators armies artists assemblies associates \
        associations athletes auditors authorities authority bank banks beneficiaries board boards bodies \
        body broadcasters bureaux businesses candidates carriers centres chair chairpersons chairperson \
        chairs champions charities churches citizens civilians clubs co-chairs co-facilitators co-sponsors \
        coalitions combatants commanders commission commissions committee committees communities community \
        companies consultants consumers contributors coordinator coordinators corporations councils \
        counterparts countries country courts creditors creators custodians dealers decision-makers \
        delegates delegations departments developers director directors donor donors drivers economies \
        educators embassies employers enterprises entities entity entrepreneurs envoys executives experts \
        exporters facilitators facilities faculties families farmers federations fighters firms fishers \
        forces forums foundations founders funders funds government governments group groupings groups \
        guarantors heads holders hospitals hosts importers individuals industries industry initiatives \
        insurers institutes institution institutions instructors intermediaries investigators investors \
        issuers journalists judges jurisdictions landowners lawyers leaders legislators legislatures lenders \
        libraries manager managers manufacturers mechanisms media mediators member members membership \
        ministers ministries ministry mission missions monitors movements museums nations negotiators \
        neighbours network networks observers office officers offices officials ombudspersons operators \
        organ organisation organisations organization organizations organizers organs owners panel panels \
        parliament parliamentarians parliaments participants parties partner partners partnerships party \
        peacekeepers people peoples personalities personnel persons philanthropists philanthropies platforms \
        players police policymakers politicians powers practitioners president presidents producers \
        professionals programmes programs promoters prosecutors provider providers publishers rapporteurs \
        rebels recipients regulators representative representatives researchers reviewers rulers scholars \
        schools scientists secretariat secretariats section sector sectors sellers sides signatories \
        societies society specialists sponsors staff stakeholders states subcommittees subsidiaries \
        suppliers system systems teachers team teams territories traders trainers tribes tribunals troops \
        unions unit units universities users vendors victims volunteers women workers youth",
    things: "I II III IV V VI VII VIII Empowerment Prevention Punishment Elimination Protection Promotion Rights \
        Caribbean Pacific Sahel Sea Ocean East World Child Elderly Americas Accord Accords Act Action \
        Activities Agenda Agreement Agreements Amendment Annex Appeal Approach Arrangement Article Articles \
        Assessment Budget Call Campaign Certificate Charter Cluster Code Communiqué Compact Concept Congress \
        Constitution Consensus Convention Conventions Covenant Covenants Cultural Curriculum Day Decade \
        Declaration Declarations Development Dialogue Economic Educational Elections Ethiopian Fact Food \
        Framework Goal Goals Guidelines Guiding Health Human Humanitarian Initiative Instrument \
        International Law Laws Manual Model National Outcome Pact Plan Plans Platform Policy Political \
        Principle Principles Procedure Procedures Process Project Protocol Protocols Provisions Regional \
        Regulations Report Reports Resolution Resolutions Review Roadmap Rules Scientific Session Social \
        Standard Standards Statement Statute Strategy Strategies Summit Survey System-wide Technical Theme \
        Treaties Treaty Vision Week Work Year Zone Zones",
    determiners: "the a an any both each every his her its many most more our several some that their these this two \
        three five remaining same",
    not_conjunctions: "",
    infinitive: "to",
    before_own_infinitive: "ability able action actions aim aiming attempt attempting attempts authority authorized capacity \
        commitment committed compelled continue continued continues continuing decide decided decides \
        decision designed duty effort efforts eligible encouraged entitled established expected fail failed \
        failing fails function functioning intended intending intention invited manner mandate mandated mean \
        means measures modalities need needed needing necessary obligation obligations obliged opportunity \
        or order power position ready refuse refused refusing required requested responsibility responsible \
        right seek seeking step steps striving strive tasked undertake undertaken unable used way ways \
        willing willingness wish wishes wishing working works",
    modals: "shall should must will may",
    complements: "of on for to against",
    ends_of_names: "among towards across such after alongside also although as at based bearing because before besides \
        between both but by collectively concerned consistent currently directly during especially \
        exercising from given hosting if immediately in inter including individually involved involving \
        jointly notably operating outside particularly party pending prior providing pursuant referred \
        regardless responsible since so that through throughout together under until upon via when where \
        whether which while who whose with within without working acting affected contributing",
    adverbs_end: "ly",
    participle_ends: &["ing", "ed"],
    treaties: "Convention Conventions Protocol Protocols Treaty Treaties Agreement Covenant Covenants Statute \
        thereto",
};
